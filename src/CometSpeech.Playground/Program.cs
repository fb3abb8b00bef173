using System.Reflection;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.Playground.Hosting;

// File names and texts may hold any character.
Console.OutputEncoding = System.Text.Encoding.UTF8;

const string SampleScript =
    "$sample | ConvertTo-Speech -InputFormat Markdown -Voice sage -OutFile cometspeech-sample.mp3 "
    + "-PassThru -OutVariable file";

if (args.Length > 1)
{
    Console.Error.WriteLine(
        "Give one script, in quotes: dotnet run --project src/CometSpeech.Playground -- "
        + "'\"Hello\" | ConvertTo-Speech -OutFile hello.mp3'");
    return 2;
}

// The service, where there is a key or an address for it; else a server of our own.
bool hasService = IsSet("COMETAPI_KEY") || IsSet("COMETAPI_API_KEY") || IsSet("COMETAPI_BASE_URL");
await using LocalSpeechServer? server = hasService ? null : await LocalSpeechServer.StartAsync();
if (server is not null)
{
    Environment.SetEnvironmentVariable("COMETAPI_BASE_URL", server.BaseUri.ToString());
    Console.Error.WriteLine(
        "COMETAPI_KEY is not set: a local server speaks "
        + $"({server.Engine.ToString().ToLowerInvariant()} engine, {server.BaseUri}).");
}

string stagePath = typeof(ConsoleHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
    .Single(metadata => metadata.Key == "StagePath").Value!;
using PowerShellSession session = new(Path.Combine(stagePath, "CometSpeech.psd1"));
session.SetVariable("sample", Recordings.SamplePage);

if (args is [string script])
{
    session.Run(script);
}
else
{
    Console.WriteLine(Recordings.SamplePage);
    Console.WriteLine();
    Console.WriteLine($"PS> {SampleScript}");
    session.Run(SampleScript);
    if (session.ExitCode == 0)
    {
        session.Run("$file[0].Chapters");
        session.Run("'{0} ({1:N1} seconds)' -f $file[0].FullName, $file[0].Duration.TotalSeconds");
    }
}

return session.ExitCode;

static bool IsSet(string name) => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(name));
