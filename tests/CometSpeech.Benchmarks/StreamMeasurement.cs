using CometSpeech.Benchmarks.Contestants;
using CometSpeech.Benchmarks.Reporting;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.LocalServer.Faults;
using Microsoft.AspNetCore.Http;

namespace CometSpeech.Benchmarks;

/// <summary>
/// When the first sound of a long text is there, by a service that sends while it speaks, and by one that sends when it
/// has spoken: both take 300 ms and 2 ms a character.
/// </summary>
internal sealed class StreamMeasurement : Measurement
{
    // Three requests' worth: long enough to run dry.
    private const int Characters = 12_000;
    private const int Rounds = 2;

    private static readonly TimeSpan s_latency = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan s_perCharacter = TimeSpan.FromMilliseconds(2);

    // People speak some 17 characters a second.
    private static readonly TimeSpan s_soundPerCharacter = TimeSpan.FromMilliseconds(60);

    public override string Name => "stream";

    public override string Help => "When the first sound of a long text is there, beside the others.";

    protected override async Task MeasureAsync(string[] args)
    {
        LocalServerOptions speaking = new()
        {
            Engine = EngineKind.Tone,
            Latency = s_latency,
            TimePerCharacter = s_perCharacter,
            ToneTimePerCharacter = s_soundPerCharacter,
        };
        LocalServerOptions spoken = new()
        {
            Engine = EngineKind.Tone,
            Latency = s_latency,
            ToneTimePerCharacter = s_soundPerCharacter,
            Faults = request => new Speaking((request.Input?.Length ?? 0) * s_perCharacter),
        };
        await MeasureAsync("it sends while it speaks", speaking, IsQuick(args));
        await MeasureAsync("it sends what is spoken", spoken, IsQuick(args));
    }

    private async Task MeasureAsync(string service, LocalServerOptions options, bool isQuick)
    {
        await using LocalSpeechServer server = await LocalSpeechServer.StartAsync(options);
        using ContestantTexts texts = new();
        string warmUp = texts.WriteWhole("Warm up.");
        string whole = texts.WriteWhole(ContestantTexts.Prose(isQuick ? 5_000 : Characters));
        Contest<JobResult> contest = new();
        List<Contestant> started = [];
        try
        {
            foreach (ContestantKind kind in ContestantKind.Present)
            {
                Contestant contestant = Contestant.Start(kind, server.BaseUri);
                started.Add(contestant);
                await contestant.DoAsync(new Job("stream", warmUp, texts.NewPath(".pcm")));
                contest.Add(kind.Name, async () =>
                {
                    string file = texts.NewPath(".pcm");
                    JobResult result = await contestant.DoAsync(new Job("stream", whole, file));
                    File.Delete(file);
                    return result;
                });
            }

            await contest.RunAsync(0, isQuick ? 1 : Rounds);
        }
        finally
        {
            started.ForEach(contestant => contestant.Dispose());
        }

        string own = ContestantKind.CometSpeech.Name;
        double ownFirst = contest.Median(own, result => result.FirstMilliseconds!.Value);
        MarkdownTable table = new(service, "first sound", "ratio", "dry");
        foreach (string name in contest.Names)
        {
            double first = contest.Median(name, result => result.FirstMilliseconds!.Value);
            table.Add(
                name == own ? $"{name} -Stream" : name,
                Tables.Seconds(first),
                Tables.Ratio(first, ownFirst),
                name == own ? Tables.Seconds(contest[name].Max(result => result.DryMilliseconds!.Value)) : Tables.None);
        }

        Write(table);
    }

    // Nothing is sent until all is spoken.
    private sealed class Speaking(TimeSpan time) : Fault
    {
        public override async Task ApplyAsync(HttpContext context, RequestDelegate answer)
        {
            await Task.Delay(time, context.RequestAborted);
            await answer(context);
        }
    }
}
