using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CometSpeech.LocalServer.Engines;
using CometSpeech.LocalServer.Protocol;

namespace CometSpeech.LocalServer.CommandLine;

/// <summary>The command line of the local server: its options, and the server that they start.</summary>
internal sealed class ServerCommand : RootCommand
{
    // That of Kokoro-FastAPI, which the examples for self-hosted servers use.
    private const int DefaultPort = 8880;

    private readonly Option<int> _port = new("--port")
    {
        Description = "The port on 127.0.0.1; 0 takes a free one.",
        DefaultValueFactory = _ => DefaultPort,
        CustomParser = result => ParseNumber(result, ushort.MaxValue),
    };

    private readonly Option<string?> _key = new("--key")
    {
        Description = "The only API key to accept; without it every key and none is accepted.",
    };

    private readonly Option<string> _engine = new("--engine")
    {
        Description = "flite: real voices, needs ffmpeg. recorded: the sample page only. "
            + "tone: a short tone for every text. auto: flite where ffmpeg has it, else recorded.",
        DefaultValueFactory = _ => NameOf(EngineKind.Auto),
    };

    private readonly Option<int> _latency = new("--latency-ms")
    {
        Description = "Milliseconds that every speech request waits before its answer begins.",
        CustomParser = result => ParseNumber(result, int.MaxValue),
    };

    private readonly Option<double> _perCharacter = new("--ms-per-character")
    {
        Description = "Milliseconds that a speech answer takes for each character of its text, beside --latency-ms: "
            + "its bytes come evenly over that time.",
        CustomParser = ParseMilliseconds,
    };

    private readonly Option<double> _tonePerCharacter = new("--tone-ms-per-character")
    {
        Description = "Milliseconds that a tone lasts for each character of its text, in wav and pcm; "
            + "without it 0.2 s whatever the text.",
        CustomParser = ParseMilliseconds,
    };

    private readonly Option<string> _voices = new("--voices")
    {
        Description = "How /v1/audio/voices answers: ids (Kokoro-FastAPI), names (Kokoros), described (speaches), "
            + "data (mlx-audio, wants ?model=), or none (404).",
        DefaultValueFactory = _ => NameOf(VoiceListShape.Ids),
    };

    public ServerCommand()
        : base("CometAPI's speech endpoint on loopback, for trying and testing without a key and without cost.")
    {
        _engine.AcceptOnlyFromAmong([.. Enum.GetValues<EngineKind>().Select(kind => NameOf(kind))]);
        Options.Add(_port);
        Options.Add(_key);
        Options.Add(_engine);
        Options.Add(_latency);
        Options.Add(_perCharacter);
        Options.Add(_tonePerCharacter);
        _voices.AcceptOnlyFromAmong([.. Enum.GetValues<VoiceListShape>().Select(shape => NameOf(shape))]);
        Options.Add(_voices);
        Subcommands.Add(new RecordCommand());
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        LocalServerOptions options = new()
        {
            Port = arguments.GetValue(_port),
            Key = arguments.GetValue(_key),
            Engine = Enum.Parse<EngineKind>(arguments.GetRequiredValue(_engine), ignoreCase: true),
            Latency = TimeSpan.FromMilliseconds(arguments.GetValue(_latency)),
            TimePerCharacter = TimeSpan.FromMilliseconds(arguments.GetValue(_perCharacter)),
            ToneTimePerCharacter = TimeSpan.FromMilliseconds(arguments.GetValue(_tonePerCharacter)),
            Voices = Enum.Parse<VoiceListShape>(arguments.GetRequiredValue(_voices), ignoreCase: true),
            Log = Console.Out,
        };
        try
        {
            await using LocalSpeechServer server = await LocalSpeechServer.StartAsync(options);
            Console.WriteLine($"Listening on {server.BaseUri} with the {NameOf(server.Engine)} engine. Ctrl+C ends.");
            if (server.Engine == EngineKind.Recorded)
            {
                Console.WriteLine(
                    "It speaks its sample page and refuses other texts: --engine tone answers all of them with tones, "
                        + "and ffmpeg with the flite filter speaks them.");
            }

            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                // Ctrl+C is how this command ends.
            }

            return 0;
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }

    private static string NameOf(Enum kind) => kind.ToString().ToLowerInvariant();

    private static double ParseMilliseconds(ArgumentResult result)
    {
        // A minute a character is slower than any server.
        const double Most = 60_000;
        string word = result.Tokens.Single().Value;
        if (double.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
            && number <= Most)
        {
            return number;
        }

        result.AddError($"'{word}' is no number from 0 to {Most}.");
        return 0;
    }

    private static int ParseNumber(ArgumentResult result, int most)
    {
        string word = result.Tokens.Single().Value;
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= most)
        {
            return number;
        }

        result.AddError($"'{word}' is no number from 0 to {most}.");
        return 0;
    }
}
