using System.Globalization;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Faults;
using CometSpeech.LocalServer.Faults.Connections;
using CometSpeech.LocalServer.Protocol;

namespace CometSpeech.Tests.Support.Soak;

/// <summary>
/// Lets a fifth of all requests fail, each in a way drawn by lot, and answers some of the others slowly; counts both,
/// and what is paid.
/// </summary>
internal sealed class RandomFaults
{
    private const double FailingShare = 0.2;

    private const double SlowShare = 0.03;

    // The shortest of the server's tones is one in opus, of 1,048 bytes: a cut answer is never whole.
    private const int ShortestAnswer = 1000;

    // The order of requests decides who draws which, so that two runs with one seed differ all the same.
    private readonly Random _random;
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, int> _counts = [];
    private readonly (string Name, int Weight, Func<Fault> Make)[] _kinds;

    /// <param name="seed">Of the lot.</param>
    /// <param name="wait">
    /// What failures that pass tell to wait, in seconds; null where they tell nothing, and the module waits a second
    /// and longer.
    /// </param>
    /// <param name="stalls">Whether some answers stand still until the command's time limit.</param>
    public RandomFaults(int seed, string? wait = null, bool stalls = true)
    {
        _random = new Random(seed);
        // A 429 makes all requests wait, a stall takes the command's whole time limit, and what is no audio ends its
        // file, which another command goes on with: these are rarer than the others.
        _kinds =
        [
            ("429, seconds", 1, () => Refusal("Retry-After", "0.2")),
            ("429, date", 1, () => Refusal(
                "Retry-After", DateTimeOffset.UtcNow.AddSeconds(1).ToString("R", CultureInfo.InvariantCulture))),
            ("429, milliseconds", 1, () => Refusal("retry-after-ms", "150")),
            ("500", 20, () => Error(500, "server_error", wait)),
            ("502", 20, () => Error(502, "bad_response", wait)),
            ("502, HTML", 10, () => new ResponseFault(502, "<html><h1>Bad Gateway</h1></html>", "text/html")),
            ("503", 20, () => Error(503, "service_unavailable", wait)),
            ("524", 20, () => Error(524, "", wait)),
            ("reset", 20, () => new ResetFault()),
            ("cut, chunked", 15, () => new CutFault(Draw(ShortestAnswer), BodyFraming.Chunked)),
            ("cut, with a length", 15, () => new CutFault(Draw(ShortestAnswer), BodyFraming.ContentLength)),
            ("no HTTP", 5, () => new RawFault("220 mail.example.org ESMTP\r\n")),
            ("200, empty", 2, () => new ResponseFault(200, "", "audio/mpeg")),
            ("stall", stalls ? 2 : 0, () => new StallFault(Draw(ShortestAnswer))),
            ("200, HTML", 1, () => new ResponseFault(200, "<html><h1>Log in</h1></html>", "text/html")),
            ("200, JSON", 1, () => new ResponseFault(200, """{"error":{"message":"no","type":"server_error"}}""")),
        ];
    }

    /// <summary>The answers in full.</summary>
    public Payments Payments { get; } = new();

    public int Requests { get; private set; }

    public int Failures { get; private set; }

    /// <summary>The fate of a request.</summary>
    public Fault Next(ReceivedRequest request)
    {
        lock (_gate)
        {
            Requests++;
            double drawn = _random.NextDouble();
            if (drawn >= FailingShare + SlowShare)
            {
                return Payments.Answer(request);
            }

            if (drawn >= FailingShare)
            {
                Count("slow, but right");
                return Payments.Answer(request, _random.Next(2) == 0
                    ? new DelayFault(TimeSpan.FromMilliseconds(Draw(1000)))
                    : new DripFault(500, TimeSpan.FromMilliseconds(20)));
            }

            Failures++;
            int lot = _random.Next(_kinds.Sum(kind => kind.Weight));
            (string name, _, Func<Fault> make) = _kinds.First(kind => (lot -= kind.Weight) < 0);
            Count(name);
            return make();
        }
    }

    public override string ToString() =>
        $"{Requests:N0} requests, {Failures:N0} failed ({100.0 * Failures / Requests:0.0} %): "
            + string.Join("; ", _counts.Select(count => $"{count.Key} {count.Value}"));

    private void Count(string name) => _counts[name] = _counts.GetValueOrDefault(name) + 1;

    private int Draw(int most) => _random.Next(most);

    private static ErrorFault Refusal(string header, string value) => new(
        new ApiError(429, "Rate limit reached for requests.", "rate_limit_exceeded"),
        new Dictionary<string, string> { [header] = value });

    private static ErrorFault Error(int status, string code, string? wait) => new(
        new ApiError(status, "The server is busy.", code),
        wait is null ? null : new Dictionary<string, string> { ["Retry-After"] = wait });
}
