using CometSpeech.LocalServer.Faults;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Commands;

/// <summary>Completion offers what the address at hand has listed, and asks nobody.</summary>
[Collection(ProcessEnvironment.Collection)]
public sealed class ListedCompletionTests : IAsyncLifetime, IDisposable
{
    private readonly ProcessEnvironment _environment = new();
    private TestScene _scene = null!;

    public async Task InitializeAsync() => _scene = await TestScene.StartAsync();

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    public void Dispose() => _environment.Dispose();

    [Fact]
    public void Models_that_were_listed_come_before_those_that_are_known()
    {
        _scene.Server.Faults = Fault.Always(ListFixture.Answer("speaches-models"));
        string address = _scene.Server.BaseUri.ToString();
        Assert.Equal(
            ["tts-1", "tts-1-hd", "gpt-4o-mini-tts"], Complete($"ConvertTo-Speech Hi -BaseUri {address} -Model "));

        _scene.Run($"Get-CometModel nothing* -BaseUri {address}");

        Assert.Equal(
            ["speaches-ai/Kokoro-82M-v1.0-ONNX", "tts-1", "tts-1-hd", "gpt-4o-mini-tts"],
            Complete($"ConvertTo-Speech Hi -BaseUri {address} -Model "));
        Assert.Equal(
            ["speaches-ai/Kokoro-82M-v1.0-ONNX"], Complete($"ConvertTo-Speech Hi -BaseUri {address}/ -Model SP"));
        Assert.Equal(["speaches-ai/Kokoro-82M-v1.0-ONNX"], Complete($"Get-CometModel -BaseUri {address} "));
        Assert.Equal(
            ["speaches-ai/Kokoro-82M-v1.0-ONNX"], Complete($"Get-CometVoice -BaseUri {address} -Model sp"));
        // Another address has listed nothing.
        Assert.Empty(Complete("ConvertTo-Speech Hi -BaseUri http://127.0.0.1:9/v1 -Model sp"));
        Assert.Empty(Complete("ConvertTo-Speech Hi -Model sp"));
        _environment.Set("COMETAPI_BASE_URL", address);
        Assert.Equal(["speaches-ai/Kokoro-82M-v1.0-ONNX"], Complete("ConvertTo-Speech Hi -Model sp"));
        Assert.Single(_scene.Server.Requests);
    }

    [Fact]
    public void Voices_that_were_listed_complete_a_custom_voice()
    {
        string address = _scene.Server.BaseUri.ToString();
        _scene.Server.Faults = Fault.InTurn(
            ListFixture.Answer("speaches-voices"), ListFixture.Answer("mlx-audio-voices"));
        Assert.Empty(Complete($"ConvertTo-Speech Hi -BaseUri {address} -CustomVoice "));

        _scene.Run($"Get-CometVoice -BaseUri {address}; Get-CometVoice -BaseUri {address} -Model mlx");

        string[] voices = ["af_heart", "am_adam", "bf_alice", "bm_george"];
        Assert.Equal(voices, Complete($"ConvertTo-Speech Hi -BaseUri {address} -CustomVoice ").Order());
        Assert.Equal(voices, Complete($"Get-CometVoice -BaseUri {address} ").Order());
        Assert.Equal(["am_adam"], Complete($"ConvertTo-Speech Hi -BaseUri {address} -CustomVoice am"));
        Assert.Equal(10, Complete("ConvertTo-Speech Hi -Voice ").Count);
        Assert.Equal(10, Complete("Get-CometVoice ").Count);
        Assert.Equal(2, _scene.Server.Requests.Count);
    }

    [Theory]
    [InlineData("a b", "'a b'")]
    [InlineData("af_bella(2)+af_sky", "'af_bella(2)+af_sky'")]
    [InlineData("$(Remove-Item x)", "'$(Remove-Item x)'")]
    [InlineData("it's", "'it''s'")]
    [InlineData("1kb", "'1kb'")]
    [InlineData("-Force", "'-Force'")]
    [InlineData("x;y", "'x;y'")]
    [InlineData("plain-1.0:b/c", "plain-1.0:b/c")]
    public void A_servers_name_is_a_word_and_nothing_else(string name, string expected)
    {
        string address = _scene.Server.BaseUri.ToString();
        _scene.Server.Faults = Fault.Always(
            new ResponseFault(200, System.Text.Json.JsonSerializer.Serialize(new { voices = new[] { name } })));
        _scene.Run($"Get-CometVoice -BaseUri {address}");

        string completed = Assert.Single(Complete($"ConvertTo-Speech Hi -BaseUri {address} -CustomVoice "));
        Assert.Equal(expected, completed);
        // Within double quotes it would run.
        string quoted = Assert.Single(Complete($"ConvertTo-Speech Hi -BaseUri {address} -CustomVoice \""));
        Assert.Equal(expected == name ? $"\"{name}\"" : expected, quoted);
        _scene.Run($"function Show($CustomVoice) {{ $CustomVoice }}; Show -CustomVoice {completed}");
        Assert.Equal(name, _scene.Run($"Show -CustomVoice {completed}")[0].ToString());
    }

    private IReadOnlyList<string> Complete(string input)
    {
        _scene.Session.SetVariable("text", input);
        return [.. _scene.Run("""
            $found = [System.Management.Automation.CommandCompletion]::CompleteInput($text, $text.Length, $null)
            $found.CompletionMatches | Where-Object ResultType -eq ParameterValue | ForEach-Object CompletionText
            """).Select(match => (string)match.BaseObject)];
    }
}
