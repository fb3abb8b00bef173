using CometSpeech.Core.Audio.Levels;

namespace CometSpeech.Core.Tests.Audio.Levels;

public sealed class PauseFinderTests
{
    private const double Step = 0.01;

    [Fact]
    public void Pauses_are_found_from_sound_to_sound()
    {
        LevelCurve curve = Curve(
            (0.2, -90), (1.5, -25), (0.3, -90), (2, -20), (0.1, -90), (1, -22), (0.04, -90), (1, -22), (0.4, -90));

        QuietStretch[] found = [.. PauseFinder.Find(curve, Length(curve), out _)];

        Assert.Equal(4, found.Length); // The closure of 40 ms is none.
        AssertStretch(0, 0.2, found[0]);
        AssertStretch(1.7, 2, found[1]);
        AssertStretch(4, 4.1, found[2]);
        AssertStretch(6.14, 6.54, found[3]);
    }

    [Fact]
    public void A_noise_floor_is_silence_and_a_click_in_it_ends_no_pause()
    {
        LevelCurve curve = Curve(
            (0.5, -55), (3, -22), (0.2, -54), (0.02, -30), (0.2, -55), (3, -22), (0.5, -56));

        QuietStretch[] found = [.. PauseFinder.Find(curve, Length(curve), out _)];

        Assert.Equal(3, found.Length);
        AssertStretch(0, 0.5, found[0]);
        AssertStretch(3.5, 3.92, found[1]);
        AssertStretch(6.92, 7.42, found[2]);
    }

    [Fact]
    public void A_soft_beginning_and_a_soft_end_are_speech()
    {
        // Voices open with 60 to 250 ms at -65 dB.
        LevelCurve curve = Curve((0.3, -90), (0.2, -65), (3, -22), (0.3, -90), (3, -22), (0.2, -62), (0.3, -90));

        AssertSound(0.3, Length(curve) - 0.3, FindSound(curve, Length(curve)));
        Assert.Equal(3, PauseFinder.Find(curve, Length(curve), out _).Count);
    }

    [Theory]
    [InlineData(0.08, 0.3, 0.1)] // The release of a «t».
    [InlineData(0.15, 0.3, 0.17)]
    [InlineData(0.08, 0, 0.1)] // With which the part ends.
    [InlineData(0.5, 0.3, 0)] // A click that is no speech.
    public void The_release_of_a_plosive_is_speech(double closure, double silence, double expected)
    {
        LevelCurve curve = Curve((0.3, -60), (3, -22), (closure, -60), (0.02, -45), (silence, -60));

        AssertSound(0.3, 3.3 + expected, FindSound(curve, Length(curve)));
    }

    [Fact]
    public void So_little_silence_that_it_is_no_percentile_is_found_without_the_soft_beginning()
    {
        LevelCurve curve = Curve((0.1, -90), (0.1, -65), (20, -22), (5, -35), (0.1, -90));

        AssertSound(0.1, Length(curve) - 0.1, FindSound(curve, Length(curve)));
        Assert.Equal(2, PauseFinder.Find(curve, Length(curve), out _).Count);
    }

    [Theory]
    [InlineData(-200)]
    [InlineData(-110)]
    public void Silence_of_single_frames_in_speech_hides_no_pause(double level)
    {
        // Closures that a synthetic voice makes of digital silence, which an encoder has no bits for at all.
        (double Seconds, double Level)[] speech =
            [.. Enumerable.Repeat(new[] { (0.40, -20.0), (0.02, level) }, 10).SelectMany(pair => pair)];
        LevelCurve curve = Curve([.. speech, (0.3, -75), .. speech, (0.2, -75), .. speech]);

        QuietStretch[] found =
            [.. PauseFinder.Find(curve, Length(curve), out _).Where(stretch => stretch.Length > 0.1)];

        Assert.Equal(2, found.Length);
        AssertStretch(4.18, 4.50, found[0]);
        AssertStretch(8.68, 8.90, found[1]);
    }

    [Fact]
    public void A_pause_ends_where_a_soft_beginning_does_however_it_goes_up_and_down()
    {
        // 200 ms at -60 to -76 dB, 50 dB below the voice: nearer to the silence than to speech.
        (double Seconds, double Level)[] soft =
            [.. Enumerable.Repeat(new[] { (0.02, -61.0), (0.02, -76.0) }, 5).SelectMany(pair => pair)];
        LevelCurve curve = Curve([(3, -10), (0.3, -80), .. soft, (3, -10), (0.2, -80), .. soft, (3, -10)]);

        QuietStretch[] found = [.. PauseFinder.Find(curve, Length(curve), out _)];

        Assert.Equal(2, found.Length);
        AssertStretch(3, 3.3, found[0]);
        AssertStretch(6.5, 6.7, found[1]);
    }

    [Theory]
    [InlineData(0.4)]
    [InlineData(2)]
    [InlineData(60)]
    public void One_word_in_silence_is_found(double silence)
    {
        LevelCurve curve = Curve((silence, -90), (0.3, -20), (silence, -90));

        AssertSound(silence, silence + 0.3, FindSound(curve, Length(curve)));
        Assert.Equal(2, PauseFinder.Find(curve, Length(curve), out _).Count);
    }

    [Theory]
    [InlineData(1, 0.02)]
    [InlineData(1, 0.5)]
    [InlineData(0.02, 1)]
    [InlineData(60, 0.1)]
    public void A_tone_in_digital_silence_is_found(double tone, double silence)
    {
        LevelCurve curve = Curve((silence, -100), (tone, -20), (silence, -100));

        AssertSound(silence, silence + tone, FindSound(curve, Length(curve)));
    }

    [Fact]
    public void Digital_silence_around_a_recording_hides_no_pause_in_it()
    {
        LevelCurve curve = Curve((0.3, -110), (3, -22), (0.3, -58), (3, -22), (0.4, -57), (3, -22), (0.3, -110));

        AssertSound(0.3, Length(curve) - 0.3, FindSound(curve, Length(curve)));
        Assert.Equal(4, PauseFinder.Find(curve, Length(curve), out _).Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.01)]
    [InlineData(5)]
    public void Where_nothing_differs_there_is_no_telling(double seconds)
    {
        LevelCurve curve = Curve((seconds, -20));

        Assert.Null(FindSound(curve, seconds));
        Assert.Empty(PauseFinder.Find(curve, seconds, out _));
    }

    [Fact]
    public void Noise_alone_is_no_speech()
    {
        var random = new Random(1);
        float[] levels = [.. Enumerable.Range(0, 500).Select(_ => -60 + (6 * (float)random.NextDouble()))];
        var curve = new LevelCurve(levels, levels.Length, Step, Step / 2);

        Assert.Null(FindSound(curve, 5));
        Assert.Empty(PauseFinder.Find(curve, 5, out _));
    }

    [Fact]
    public void Speech_without_a_pause_has_none()
    {
        LevelCurve curve = Curve((1, -20), (0.04, -45), (1, -25), (0.05, -45), (1, -20));

        AssertSound(0, Length(curve), FindSound(curve, Length(curve)));
        Assert.Empty(PauseFinder.Find(curve, Length(curve), out _));
    }

    [Theory]
    [InlineData(-0.045)]
    [InlineData(0.05)]
    public void Levels_outside_of_the_sound_do_not_count(double offset)
    {
        // Encoders bring silence before the sound and behind it, which no player plays.
        float[] sound = [.. Enumerable.Repeat(-20f, 20)];
        float[] levels = [.. sound, .. Enumerable.Repeat(-90f, 5), .. sound];
        var curve = new LevelCurve(levels, levels.Length, 0.024, offset);
        double seconds = 0.95;

        AssertSound(0, seconds, FindSound(curve, seconds));
        QuietStretch pause = Assert.Single(PauseFinder.Find(curve, seconds, out _));
        AssertStretch(offset + (19.5 * 0.024), offset + (24.5 * 0.024), pause);
    }

    [Fact]
    public void Stretches_ascend_and_stay_in_the_part()
    {
        var random = new Random(2);
        for (int round = 0; round < 500; round++)
        {
            float[] levels = [.. Enumerable.Range(0, random.Next(0, 200)).Select(_ => -(float)random.Next(0, 90))];
            double step = new[] { 0.01, 0.02, 0.0427 }[round % 3];
            var curve = new LevelCurve(levels, levels.Length, step, (random.NextDouble() * 0.2) - 0.1);
            double seconds = levels.Length * step * random.NextDouble() * 1.2;
            double before = 0;
            foreach (QuietStretch stretch in PauseFinder.Find(curve, seconds, out _))
            {
                Assert.True(stretch.Start >= before && stretch.End >= stretch.Start && stretch.End <= seconds);
                before = stretch.End;
            }

            if (FindSound(curve, seconds) is (double start, double end))
            {
                Assert.True(start >= 0 && start <= end && end <= seconds);
            }
        }
    }

    private static (double Start, double End)? FindSound(LevelCurve curve, double seconds)
    {
        PauseFinder.Find(curve, seconds, out (double Start, double End)? heard);
        return heard;
    }

    private static double Length(LevelCurve curve) => curve.Count * Step;

    private static LevelCurve Curve(params (double Seconds, double Level)[] stretches)
    {
        float[] levels =
        [
            .. stretches.SelectMany(s => Enumerable.Repeat((float)s.Level, (int)Math.Round(s.Seconds / Step))),
        ];
        return new LevelCurve(levels, levels.Length, Step, Step / 2);
    }

    private static void AssertSound(double start, double end, (double Start, double End)? sound)
    {
        Assert.NotNull(sound);
        AssertStretch(start, end, new QuietStretch(sound.Value.Start, sound.Value.End));
    }

    private static void AssertStretch(double start, double end, QuietStretch stretch)
    {
        Assert.Equal(start, stretch.Start, 0.001);
        Assert.Equal(end, stretch.End, 0.001);
    }

    [Fact]
    public void What_is_heard_lies_in_the_part_however_short_that_is()
    {
        var random = new Random(19);
        // As speech coding of Opus tells of a sound: early, and long.
        var scale = new LevelScale(new(3.3, 5.7), new(2, 0.6), 24);
        int told = 0;
        for (int round = 0; round < 5_000; round++)
        {
            const double Step = 0.005;
            float[] levels = new float[random.Next(1, 14)];
            for (int i = 0; i < levels.Length; i++)
            {
                levels[i] = random.Next(2) == 0 ? 0 : 60;
            }

            double seconds = Step * levels.Length * random.Next(80, 101) / 100;
            var curve = new LevelCurve(levels, levels.Length, Step, Step / 2, scale);
            if (PauseFinder.FindHeard(curve, seconds) is { } heard)
            {
                told++;
                Assert.InRange(heard.HeardStart, 0, seconds);
                Assert.InRange(heard.HeardEnd, heard.HeardStart, seconds);
                Assert.InRange(heard.SoundStart, 0, heard.HeardStart);
                Assert.InRange(heard.SoundEnd, heard.SoundStart, seconds);
            }
        }

        Assert.InRange(told, 100, 5_000);
    }
}
