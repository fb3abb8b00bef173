using System.Diagnostics;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;

namespace CometSpeech.Tests.LocalServer;

/// <summary>Speech that takes its time, for measures of streaming and playback.</summary>
public class SlowSpeechTests
{
    [Fact]
    public async Task An_answer_takes_so_long_for_each_character_and_comes_bit_by_bit()
    {
        string text = new('7', 100);
        await using ServerConversation slow = await ServerConversation.StartAsync(
            new LocalServerOptions { Engine = EngineKind.Tone, TimePerCharacter = TimeSpan.FromMilliseconds(3) });
        await using ServerConversation fast = await ServerConversation.StartAsync();

        long start = Stopwatch.GetTimestamp();
        using HttpResponseMessage response = await slow.SpeakAsync(text, "pcm");
        await using Stream body = await response.Content.ReadAsStreamAsync();
        byte[] buffer = new byte[1024 * 1024];
        List<byte> all = [];
        int pieces = 0;
        for (int count; (count = await body.ReadAsync(buffer)) > 0; pieces++)
        {
            all.AddRange(buffer[..count]);
        }

        // Never sooner; how much later it is, is the machine's affair.
        Assert.True(Stopwatch.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(300));
        Assert.True(pieces > 1, $"{pieces} pieces");
        Assert.Equal(await fast.SpeakWholeAsync(text, "pcm"), all);
    }

    [Fact]
    public async Task A_tone_may_last_as_long_as_its_text()
    {
        await using ServerConversation conversation = await ServerConversation.StartAsync(
            new LocalServerOptions { Engine = EngineKind.Tone, ToneTimePerCharacter = TimeSpan.FromMilliseconds(20) });

        // 20 ms are 480 samples of two bytes.
        Assert.Equal(7 * 960, (await conversation.SpeakWholeAsync("chunk 1", "pcm")).Length);
        Assert.Equal(44 + (14 * 960), (await conversation.SpeakWholeAsync("chunk 1 and so", "wav")).Length);
        using HttpResponseMessage refused = await conversation.SpeakAsync("chunk 1", "mp3");
        Assert.Equal(
            "response_format", (await ServerConversation.ErrorOfAsync(refused)).GetProperty("param").GetString());
    }
}
