using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Commands;

public sealed class GetCometVoiceTests : IDisposable
{
    private readonly RecordingHost _host = new();
    private readonly ModuleSession _session;

    public GetCometVoiceTests() => _session = new ModuleSession(_host);

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("", 10)]
    [InlineData("s*", 2)]
    [InlineData("SAGE", 1)]
    [InlineData("[a-b]*", 3)]
    [InlineData("sage, ash", 2)]
    [InlineData("x*", 0)]
    [InlineData("-Model tts-1", 9)]
    [InlineData("-Model gpt-4o-mini-tts", 10)]
    [InlineData("b* -Model tts-1-hd", 0)]
    public void Voices_are_found_by_name_and_model(string parameters, int count)
    {
        Assert.Equal(count, _session.Run("Get-CometVoice " + parameters).Count);
        Assert.Empty(_session.Errors);
        Assert.Empty(_session.Warnings);
    }

    [Fact]
    public void One_voice_is_the_default() => Assert.Equal(
        "alloy",
        Assert.Single(_session.Run("Get-CometVoice | Where-Object IsDefault | ForEach-Object Voice")).BaseObject);

    [Fact]
    public void A_name_that_is_not_there_is_an_error_and_the_others_are_listed()
    {
        Assert.Equal("sage", Assert.Single(_session.Run("'bob', 'sage' | Get-CometVoice")).Properties["Voice"].Value);
        Assert.Equal("VoiceNotFound", _session.ErrorId);
    }

    [Fact]
    public void A_model_nobody_knows_is_a_warning()
    {
        Assert.Empty(_session.Run("Get-CometVoice -Model tts-9"));
        Assert.Contains("tts-9", Assert.Single(_session.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void The_view_is_a_table()
    {
        _session.Run("Get-CometVoice ballad, alloy | Out-Default");

        Assert.Contains("Voice Default Models", _host.Lines);
        Assert.Contains("alloy True {tts-1, tts-1-hd, gpt-4o-mini-tts}", _host.Lines);
        Assert.Contains("ballad False {gpt-4o-mini-tts}", _host.Lines);
    }

    [Fact]
    public async Task Every_voice_can_be_auditioned_by_one_pipeline()
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("Get-CometVoice s*, ash | ConvertTo-Speech -InputObject 'Hello' -OutFile { \"$($_.Voice).mp3\" }");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(["ash", "sage", "shimmer"], scene.Server.Requests.Select(request => request.Voice!).Order());
        Assert.Equal(["ash.mp3", "sage.mp3", "shimmer.mp3"], scene.Entries);
    }
}
