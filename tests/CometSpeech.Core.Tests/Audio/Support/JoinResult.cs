using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Tests.Audio.Support;

/// <summary>A joined file with what the joiner said about it and its parts.</summary>
internal sealed record JoinResult(byte[] Bytes, AudioProperties Whole, IReadOnlyList<AudioProperties> Parts)
{
    /// <summary>Joins parts, called «part 1», «part 2» and so on.</summary>
    public static JoinResult Join(AudioFormat format, params byte[][] parts) =>
        Join(format, JoinOptions.None, null, parts);

    /// <summary>Joins parts into a file that is to be more than its parts.</summary>
    public static JoinResult Join(
        AudioFormat format, JoinOptions options, IReadOnlyList<TimeSpan>? chapterStarts, params byte[][] parts)
    {
        using MemoryStream output = new();
        using AudioJoiner joiner = AudioJoiner.Create(format, output, options);
        List<AudioProperties> properties = [];
        foreach (byte[] part in parts)
        {
            using MemoryStream input = new(part, writable: false);
            // Complete at once: these streams never wait.
            properties.Add(joiner.AppendAsync(input, $"part {properties.Count + 1}").GetAwaiter().GetResult());
        }

        AudioProperties whole = joiner.Complete(chapterStarts);
        return new JoinResult(output.ToArray(), whole, properties);
    }

    /// <summary>Joins whatever is appended.</summary>
    public static JoinResult Join(AudioFormat format, Action<AudioJoiner> append)
    {
        using MemoryStream output = new();
        using AudioJoiner joiner = AudioJoiner.Create(format, output);
        append(joiner);
        AudioProperties whole = joiner.Complete();
        return new JoinResult(output.ToArray(), whole, []);
    }

    /// <summary>Joins two parts with half a second of silence between them.</summary>
    public static JoinResult JoinAroundSilence(AudioFormat format, byte[] first, byte[] second)
    {
        List<AudioProperties> parts = [];
        JoinResult joined = Join(format, joiner =>
        {
            parts.Add(Append(joiner, first));
            Assert.True(joiner.CanAppendSilence);
            joiner.AppendSilence(TimeSpan.FromMilliseconds(500));
            parts.Add(Append(joiner, second));
        });
        return joined with { Parts = parts };
    }

    /// <summary>Joins one part, of which silence may be left out.</summary>
    public static JoinResult Join(AudioFormat format, byte[] part, JoinedPart told) =>
        Join(format, joiner => Append(joiner, part, told));

    /// <summary>Appends a part with silence left out at its ends; complete at once.</summary>
    public static AudioProperties Append(AudioJoiner joiner, byte[] part, double leading = 0, double trailing = 0)
    {
        AudioProperties audio = KnownSilence.Probe(joiner.Format, part);
        return Append(joiner, part, new JoinedPart("part", audio, Milliseconds(leading), Milliseconds(trailing)));
    }

    /// <inheritdoc cref="Append(AudioJoiner, byte[], double, double)"/>
    public static AudioProperties Append(AudioJoiner joiner, byte[] part, JoinedPart told) =>
        joiner.AppendAsync(new MemoryStream(part, writable: false), told, default).GetAwaiter().GetResult();

    /// <summary>Exact on .NET Framework too, which rounds to whole ones.</summary>
    public static TimeSpan Milliseconds(double milliseconds) =>
        TimeSpan.FromTicks((long)Math.Round(milliseconds * TimeSpan.TicksPerMillisecond));
}
