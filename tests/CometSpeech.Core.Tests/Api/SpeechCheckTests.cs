using CometSpeech.Core.Api;
using CometSpeech.Core.Api.Failures;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Api;

public class SpeechCheckTests
{
    [Theory]
    [InlineData("Hm", 240, true)]
    [InlineData("...", 1, true)]
    [InlineData("* * * — 🎉 — * * *", 1, true)]
    [InlineData("See you at nine, my friend.", 576, false)]
    [InlineData("See you at nine, my friend.", 1_300, true)]
    [InlineData("また明日、九時に会いましょう。よろしくお願いします。", 576, false)]
    public void Audio_that_no_voice_can_have_read_the_text_in_is_none(string text, int samples, bool isSpeech)
    {
        var check = new SpeechCheck(Request(text), maximumRetryCount: 1, WithSound());

        AssertTakes(isSpeech, () => check.Require(Audio(samples)), ServiceFailure.AnswerWithoutSpeech);
    }

    // A text may be markup for the most part, of which a word is spoken.
    [Fact]
    public void A_word_is_enough_for_the_longest_text() =>
        new SpeechCheck(Request(string.Concat(Enumerable.Repeat("<break/>", 512))), maximumRetryCount: 1, WithSound())
            .Require(Audio(1_300));

    [Theory, InlineData("Hm", false), InlineData("...", true)]
    public void Silence_is_no_speech_of_letters(string text, bool isSpeech)
    {
        var check = new SpeechCheck(Request(text), maximumRetryCount: 1, WithSound());

        AssertTakes(isSpeech, () => check.Require(Audio(24_000, isSilent: true)), ServiceFailure.AnswerWithoutSpeech);
    }

    // A server for trials has silence for everything.
    [Fact]
    public void Silence_is_taken_from_a_service_that_has_nothing_else() =>
        new SpeechCheck(Request("Hm"), maximumRetryCount: 1, new AnswerHistory(_ => { }))
            .Require(Audio(24_000, isSilent: true));

    [Fact]
    public void What_is_doubtful_is_taken_when_it_comes_again_and_no_more_asked_twice()
    {
        var warnings = new List<string>();
        var history = new AnswerHistory(warnings.Add);
        AudioProperties doubtful = Audio(24_000, isDoubtful: true);
        SpeechCheck first = Check();
        SpeechCheck meanwhile = Check();
        AssertTakes(false, () => meanwhile.Require(doubtful), ServiceFailure.AnswerIncomplete);

        AssertTakes(false, () => first.Require(doubtful), ServiceFailure.AnswerIncomplete);
        Assert.Empty(warnings);
        first.Require(doubtful);
        Assert.Contains("may miscount", Assert.Single(warnings));
        meanwhile.Require(doubtful);
        Check().Require(doubtful);

        Assert.Single(warnings);

        SpeechCheck Check() => new(Request("Good morning."), maximumRetryCount: 1, history);
    }

    // What failed before it was another failure, and was no answer to compare it with.
    [Theory, InlineData(0, 1), InlineData(1, 2)]
    public void What_is_doubtful_is_taken_at_the_last_attempt(int maximumRetryCount, int attempts)
    {
        var warnings = new List<string>();
        var check = new SpeechCheck(Request("Good morning."), maximumRetryCount, new AnswerHistory(warnings.Add));
        for (int i = 0; i < attempts; i++)
        {
            check.Begin();
        }

        check.Require(Audio(24_000, isDoubtful: true));

        Assert.Empty(warnings);
    }

    public static TheoryData<AudioFormat> Formats =>
        [AudioFormat.Mp3, AudioFormat.Opus, AudioFormat.Aac, AudioFormat.Flac, AudioFormat.Wav];

    [SkippableTheory, MemberData(nameof(Formats))]
    public async Task An_answer_cut_inside_a_frame_is_not_whole(AudioFormat format)
    {
        // Of several pages in Opus: what is recorded has one.
        byte[] whole = format == AudioFormat.Opus
            ? EncodedSpeech.Encode(".opus", 0, 50_000, "-c:a", "libopus", "-page_duration", "200000")
            : AudioFixtures.Part(format, 2);
        byte[] cut = [.. whole.Take((whole.Length * 2 / 3) | 1)];
        var check = new SpeechCheck(Request("The train leaves."), maximumRetryCount: 1, WithSound());

        check.Require(await ProbeAsync(whole, format));
        AudioProperties probed = await ProbeAsync(cut, format);
        ServiceException failure =
            AssertTakes(false, () => check.Require(probed), ServiceFailure.AnswerIncomplete)!;
        Assert.True(failure.IsTransient);
        Assert.Matches("^The answer (is cut short|ends [0-9]+ byte)", failure.Message);
    }

    // lame's own count, with a CRC and without; and a stream that was cut where a frame ends.
    [SkippableTheory, InlineData("-p"), InlineData("--quiet")]
    public async Task An_mp3_with_fewer_frames_than_its_header_tells_is_not_whole_or_doubtful(string option)
    {
        byte[] whole = EncodedSpeech.EncodeByLame(0, 40_000, option, "-b", "64", "-m", "m");
        Assert.False((await ProbeAsync(whole, AudioFormat.Mp3)).IsDoubtful);

        AudioProperties cut = await ProbeAsync([.. whole.Take(192 * 50)], AudioFormat.Mp3);
        AudioProperties nearly = await ProbeAsync([.. whole.Take(whole.Length - (192 * 5))], AudioFormat.Mp3);
        byte[][] two = [whole, [.. whole, .. whole]];

        Assert.Equal((false, true), (cut.IsDoubtful, cut.IsIncomplete));
        Assert.Matches(
            "has 49 frames of sound, and a header that tells of [0-9]+: its end is missing",
            Assert.Single(cut.Warnings));
        Assert.Equal((true, false), (nearly.IsDoubtful, nearly.IsIncomplete));
        Assert.Contains("its end may be missing", Assert.Single(nearly.Warnings));
        // Glued with the first one's count, as some servers do.
        Assert.All(two, file => Assert.False(ProbeAsync(file, AudioFormat.Mp3).Result.IsDoubtful));
        byte[] glued = [.. whole, .. whole.Skip(192)];
        Assert.False((await ProbeAsync(glued, AudioFormat.Mp3)).IsDoubtful);
    }

    private static AnswerHistory WithSound()
    {
        var history = new AnswerHistory(_ => { });
        history.NoteSound();
        return history;
    }

    private static SpeechRequest Request(string text) => new(text, "alloy", "tts-1", AudioFormat.Pcm);

    private static Task<AudioProperties> ProbeAsync(byte[] audio, AudioFormat format) =>
        AudioProbe.ReadAsync(new MemoryStream(audio), format, "answer");

    private static AudioProperties Audio(int samples, bool isSilent = false, bool isDoubtful = false) => new()
    {
        Format = AudioFormat.Pcm,
        SampleRate = 24_000,
        Channels = 1,
        SampleCount = samples,
        IsSilent = isSilent,
        IsDoubtful = isDoubtful,
        Warnings = ["answer has less."],
    };

    private static ServiceException? AssertTakes(bool takes, Action action, ServiceFailure failure)
    {
        if (takes)
        {
            action();
            return null;
        }

        ServiceException thrown = Assert.Throws<ServiceException>(action);
        Assert.Equal(failure, thrown.Failure);
        return thrown;
    }
}
