using System.Globalization;
using CometSpeech.Benchmarks.Contestants;
using CometSpeech.Benchmarks.Reporting;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;

namespace CometSpeech.Benchmarks;

/// <summary>One short text to one file, by a server that answers at once: what the clients themselves take.</summary>
internal sealed class ShortMeasurement : Measurement
{
    private const int Rounds = 30;
    private const int TextsInARound = 20;

    public override string Name => "short";

    public override string Help => "A short text to a file, beside Invoke-RestMethod, PSOpenAI and OpenAI's clients.";

    protected override async Task MeasureAsync(string[] args)
    {
        await using LocalSpeechServer server = await LocalSpeechServer.StartAsync(
            new LocalServerOptions { Engine = EngineKind.Tone });
        using ContestantTexts texts = new();
        Contest<double> contest = new();
        List<Contestant> started = [];
        try
        {
            foreach (ContestantKind kind in ContestantKind.Present)
            {
                Contestant contestant = Contestant.Start(kind, server.BaseUri);
                started.Add(contestant);
                string folder = Directory.CreateDirectory(texts.NewPath("")).FullName;
                int round = 0;
                contest.Add(kind.Name, async () =>
                {
                    string[] input =
                    [
                        .. Enumerable.Range(1, TextsInARound).Select(i => string.Create(
                            CultureInfo.InvariantCulture, $"Text {i} of round {round}, a short one.")),
                    ];
                    round++;
                    JobResult result = await contestant.DoAsync(new Job("each", texts.WriteEach(input), folder));
                    return result.Milliseconds / TextsInARound;
                });
            }

            // What is loaded and compiled once: PowerShell compiles a script after some rounds, .NET again later.
            await contest.RunAsync(IsQuick(args) ? 1 : 5, IsQuick(args) ? 3 : Rounds);
            Write(Tables.Times(contest, ContestantKind.CometSpeech.Name, "a short text"));
        }
        finally
        {
            started.ForEach(contestant => contestant.Dispose());
        }
    }
}
