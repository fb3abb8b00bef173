using System.Globalization;
using CometSpeech.Core.Tests.Api.Pacing.Support;

namespace CometSpeech.Benchmarks.Farm;

/// <summary>
/// How long ten thousand books take on several machines, and what is refused on the way; in virtual time.
/// </summary>
internal sealed class FarmMeasurement : Measurement
{
    // 450,000 characters are 80,000 words of English: a novel.
    private int _books = 10_000;
    private int _charactersOfBook = 450_000;

    // What -WhatIf tells of a book of 426,486 characters and 23 chapters: 119 requests.
    private int _charactersOfRequest = 3_600;

    // A second to the first byte, and 2 ms a character: some thirty times as fast as it is heard.
    private double _latency = 1;
    private double _perCharacter = 0.002;

    // CometAPI's page of tts-1, in US dollars for a million characters.
    private double _price = 12;

    public override string Name => "farm";

    public override string Help =>
        "Ten thousand books on several machines, in virtual time: hours, refusals. "
            + "[--books n] [--book characters] [--request characters] [--latency s] [--character s] [--price dollars]";

    protected override Task MeasureAsync(string[] args)
    {
        for (int i = 0; i + 1 < args.Length; i += 2)
        {
            double value = double.Parse(args[i + 1], CultureInfo.InvariantCulture);
            switch (args[i])
            {
                case "--books": _books = (int)value; break;
                case "--book": _charactersOfBook = (int)value; break;
                case "--request": _charactersOfRequest = (int)value; break;
                case "--latency": _latency = value; break;
                case "--character": _perCharacter = value; break;
                case "--price": _price = value; break;
                default: throw new ArgumentException($"{args[i]} is none of the options.");
            }
        }

        double characters = (double)_books * _charactersOfBook;
        double answer = _latency + (_perCharacter * _charactersOfRequest);
        int requests = (int)Math.Ceiling(characters / _charactersOfRequest);
        // espeak-ng reads 17 characters a second, and people some fewer.
        double hours = characters / 15 / 3600;
        Console.WriteLine(FormattableString.Invariant(
            $"{_books:N0} books of {_charactersOfBook:N0} characters, {requests:N0} requests of {answer:0.0} s each"));
        Console.WriteLine(FormattableString.Invariant(
            $"{characters / 1e6 * _price:N0} dollars at {_price} a million characters, {hours:N0} hours of sound"));
        Console.WriteLine("| machines | -ThrottleLimit | account | hours | of the best | refused per 100 | failed |");
        Console.WriteLine("| ---: | ---: | --- | ---: | ---: | ---: | ---: |");
        (int Machines, int AtOnce)[] farms = [(1, 4), (1, 64), (4, 2), (4, 5), (4, 16), (16, 4), (16, 16)];
        foreach ((int machines, int atOnce) in farms)
        {
            foreach ((string name, Func<Account> open, double perSecond) in Accounts(answer))
            {
                FarmSimulation farm = new FarmSimulation
                {
                    Account = open(), Machines = machines, AtOnce = atOnce, Requests = requests, Answer = answer,
                }.Run();
                // By someone who knows the limit, and never idles a connection.
                double best = requests / Math.Min(perSecond, machines * atOnce / (answer + 0.1));
                Console.WriteLine(FormattableString.Invariant($"| {machines} | {atOnce} | {name} ")
                    + FormattableString.Invariant($"| {farm.Duration.TotalHours:N1} ")
                    + FormattableString.Invariant($"| {farm.Duration.TotalSeconds / best:0.00} ")
                    + FormattableString.Invariant($"| {100.0 * farm.Refused / requests:0.0} | {farm.Failed} |"));
            }
        }

        return Task.CompletedTask;
    }

    // The limits that services name: requests a minute, or at once; the first also with refusals that use it up.
    private static (string Name, Func<Account> Open, double PerSecond)[] Accounts(double answer) =>
    [
        ("no limit", () => new UnlimitedAccount(), double.PositiveInfinity),
        (
            "500 a minute",
            () => new SlidingWindowAccount(500, TimeSpan.FromMinutes(1)) { Style = RetryAfterStyle.Seconds },
            500 / 60.0),
        (
            "60 a minute",
            () => new SlidingWindowAccount(60, TimeSpan.FromMinutes(1)) { Style = RetryAfterStyle.Seconds },
            1),
        ("20 at once", () => new ConcurrencyAccount(20) { Style = RetryAfterStyle.Seconds }, 20 / (answer + 0.1)),
    ];
}
