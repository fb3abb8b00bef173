using System.CommandLine;
using System.CommandLine.Parsing;
using CometSpeech.LocalServer.Engines;

namespace CometSpeech.LocalServer.CommandLine;

/// <summary>The program's options, and what they start.</summary>
internal sealed class ServerCommand : RootCommand
{
    private const int DefaultPort = 8880;

    private readonly Option<int> _port = new("--port")
    {
        Description = "The port on 127.0.0.1; 0 takes a free one.",
        DefaultValueFactory = _ => DefaultPort,
    };

    private readonly Option<string?> _key = new("--key")
    {
        Description = "The only API key to accept; without it every key and none is accepted.",
    };

    private readonly Option<EngineKind> _engine = new("--engine")
    {
        Description = "flite: real voices, needs ffmpeg. recorded: the sample text only. tone: a short tone for every text. auto: flite where ffmpeg has it, else recorded.",
        DefaultValueFactory = _ => EngineKind.Auto,
        CustomParser = ParseEngine,
        HelpName = "auto|flite|recorded|tone",
    };

    private readonly Option<int> _latency = new("--latency-ms")
    {
        Description = "Milliseconds that every speech request waits before its answer begins.",
    };

    public ServerCommand()
        : base("CometAPI's speech endpoint on loopback, for trying and testing without a key and without cost.")
    {
        _port.Validators.Add(result => CheckRange(result, 0, ushort.MaxValue));
        _latency.Validators.Add(result => CheckRange(result, 0, int.MaxValue));
        Options.Add(_port);
        Options.Add(_key);
        Options.Add(_engine);
        Options.Add(_latency);
        Subcommands.Add(new RecordCommand());
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        LocalServerOptions options = new()
        {
            Port = arguments.GetValue(_port),
            Key = arguments.GetValue(_key),
            Engine = arguments.GetValue(_engine),
            Latency = TimeSpan.FromMilliseconds(arguments.GetValue(_latency)),
            Log = Console.Out,
        };
        try
        {
            await using LocalSpeechServer server = await LocalSpeechServer.StartAsync(options);
            Console.WriteLine($"Listening on {server.BaseUri} with the {server.Engine.ToString().ToLowerInvariant()} engine. Ctrl+C ends.");
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

    private static EngineKind ParseEngine(ArgumentResult result)
    {
        // Only names: an enum would also be parsed from a number.
        string word = result.Tokens.Single().Value;
        if (!char.IsAsciiDigit(word[0]) && Enum.TryParse(word, ignoreCase: true, out EngineKind kind) && Enum.IsDefined(kind))
        {
            return kind;
        }

        result.AddError($"'{word}' is no engine: auto, flite, recorded or tone.");
        return EngineKind.Auto;
    }

    private static void CheckRange(OptionResult result, int least, int most)
    {
        if (result.Errors.Any())
        {
            return;
        }

        int value = result.GetValueOrDefault<int>();
        if (value < least || value > most)
        {
            result.AddError($"{result.Option.Name} takes a number from {least} to {most}.");
        }
    }
}
