using CometSpeech.Core.Audio;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Running.Joining;

/// <summary>
/// The pause asked for is the pause that ffmpeg's decoded samples have, whatever silence the parts bring at their ends.
/// </summary>
public sealed class HeardPauseTests
{
    private const int Rate = 24_000;

    // So many that one part in which coding leaves an echo does not decide.
    private const int Voices = 40;
    private const int RoomNoise = 4;

    // The words begin and end this loud, in the middle of a vowel: where they are heard is no matter of a threshold.
    private const int Loud = 2500;
    private const int Audible = 800;

    private static readonly short[] s_speech = AudioTools.ToSamples(EncodedSpeech.Pcm);

    [SkippableTheory]
    [InlineData(".wav", "", AudioContainer.Wav, 10, 0.99)]
    [InlineData(".pcm", "", AudioContainer.Pcm, 10, 0.99)]
    [InlineData(".flac", "", AudioContainer.Flac, 10, 0.99)]
    [InlineData(".mp3", "-b:a 64k", AudioContainer.Mp3, 24, 0.95)]
    [InlineData(".mp3", "-q:a 4", AudioContainer.Mp3, 24, 0.95)]
    [InlineData(".mp3", "-ar 44100 -b:a 128k", AudioContainer.Mp3, 26, 0.95)]
    [InlineData(".aac", "-aac_pns 0", AudioContainer.Adts, 43, 0.95)]
    [InlineData(".aac", "-aac_pns 0", AudioContainer.M4b, 43, 0.95)]
    [InlineData(".aac", "-b:a 96k", AudioContainer.M4b, 43, 0.95)]
    [InlineData(".aac", "-ar 44100 -b:a 64k", AudioContainer.Adts, 24, 0.95)]
    [InlineData(".opus", "-application voip -b:a 24k", AudioContainer.Ogg, 20, 0.95)]
    [InlineData(".opus", "-b:a 32k", AudioContainer.Ogg, 20, 0.95)]
    [InlineData(".opus", "-b:a 64k", AudioContainer.Ogg, 20, 0.95)]
    [InlineData(".opus", "-b:a 64k -vbr off", AudioContainer.Ogg, 20, 0.95)]
    public Task Pause_is_heard_as_it_was_asked_for(
        string extension, string options, AudioContainer container, int stepMilliseconds, double leastShare) =>
        Judge([s_speech], RoomNoise, extension, options, container, stepMilliseconds, leastShare);

    [SkippableTheory]
    [InlineData(".wav", "", AudioContainer.Wav, 10, 0.99)]
    [InlineData(".mp3", "-b:a 64k", AudioContainer.Mp3, 24, 0.95)]
    [InlineData(".mp3", "-q:a 4", AudioContainer.Mp3, 24, 0.95)]
    [InlineData(".mp3", "-ar 44100 -b:a 128k", AudioContainer.Mp3, 26, 0.95)]
    [InlineData(".aac", "-aac_pns 0", AudioContainer.Adts, 43, 0.95)]
    [InlineData(".opus", "-application voip -b:a 24k", AudioContainer.Ogg, 20, 0.95)]
    [InlineData(".opus", "-b:a 32k", AudioContainer.Ogg, 20, 0.95)]
    public Task Pause_is_heard_as_it_was_asked_for_between_other_words_in_digital_silence(
        string extension, string options, AudioContainer container, int stepMilliseconds, double leastShare)
    {
        short[][] words =
        [
            HeardPause.Speak("rms", "Backups are done tonight."),
            HeardPause.Speak("slt", "What a day it was."),
            HeardPause.Speak("awb", "Please check the second server."),
            HeardPause.Speak("kal16", "Six people came to the door."),
        ];
        return Judge(words, 0, extension, options, container, stepMilliseconds, leastShare);
    }

    private static Task Judge(
        short[][] words,
        int noise,
        string extension,
        string options,
        AudioContainer container,
        int stepMilliseconds,
        double leastShare)
    {
        var random = new Random(11);
        byte[][] voices =
        [
            .. Enumerable.Range(0, Voices).Select(
                i => Speech(words[i % words.Length], noise, random.Next(0, 900), random.Next(0, 900))),
        ];
        return HeardPause.Judge(
            voices, Audible, extension, options, container, stepMilliseconds, stepMilliseconds, leastShare);
    }

    // Words in a room that may be not quite silent, so many milliseconds of it before and behind.
    private static byte[] Speech(short[] words, int loudest, int before, int after)
    {
        int first = Array.FindIndex(words, sample => Math.Abs((int)sample) >= Loud);
        int last = Array.FindLastIndex(words, sample => Math.Abs((int)sample) >= Loud);
        int head = before * Rate / 1000;
        byte[] pcm = new byte[2 * (head + last - first + 1 + (after * Rate / 1000))];
        var noise = new Random(7);
        for (int i = 0; i < pcm.Length / 2; i++)
        {
            int place = first + i - head;
            int sample = noise.Next(-loudest, loudest + 1) + (place >= first && place <= last ? words[place] : 0);
            pcm[2 * i] = (byte)sample;
            pcm[(2 * i) + 1] = (byte)(sample >> 8);
        }

        return pcm;
    }
}
