using CometSpeech.Core.Audio;
using CometSpeech.Core.Running.Streaming;

namespace CometSpeech.Fuzz.Targets;

/// <summary>Parts joined into a file or a stream, and read again.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="Whole">What the joiner says of it.</param>
/// <param name="First">What the joiner says of the first part.</param>
internal sealed record Joined(byte[] Bytes, AudioProperties Whole, AudioProperties First)
{
    /// <summary>Joins parts with a pause between two of them where the format has one.</summary>
    /// <exception cref="AudioFormatException">One of them is refused.</exception>
    public static Joined Join(
        AudioFormat format,
        JoinOptions options,
        bool asStream,
        Func<int, JoinedPart> tell,
        TimeSpan pause,
        params byte[][] parts)
    {
        using MemoryStream output = asStream ? new StreamBuffer() : new MemoryStream();
        using AudioJoiner joiner = AudioJoiner.Create(format, output, options);
        AudioProperties? first = null;
        List<TimeSpan> starts = [];
        for (int i = 0; i < parts.Length; i++)
        {
            if (i > 0 && joiner.CanAppendSilence)
            {
                joiner.AppendSilence(pause);
            }

            Task<AudioProperties> appending =
                joiner.AppendAsync(new MemoryStream(parts[i], writable: false), tell(i), CancellationToken.None);
            // These streams never wait.
            first ??= appending.GetAwaiter().GetResult();
            appending.GetAwaiter().GetResult();
            starts.Add(i == 0 ? TimeSpan.Zero : joiner.PartStart);
        }

        AudioProperties whole = joiner.Complete(options.Chapters.Count == 0 ? null : starts);
        return new Joined(output.ToArray(), whole, first!);
    }

    /// <summary>Joins one part as it is.</summary>
    public static Joined Join(AudioFormat format, JoinOptions options, bool asStream, params byte[][] parts) =>
        Join(format, options, asStream, i => new JoinedPart($"part {i + 1}"), TimeSpan.Zero, parts);

    /// <summary>Reads a part; all that a person would learn of it, in a line.</summary>
    public static string Probe(Stream part, AudioFormat format, PcmFormat? pcm, bool levels, out AudioProperties? audio)
    {
        try
        {
            audio = AudioProbe.ReadAsync(part, format, "part", pcm, levels, CancellationToken.None)
                .GetAwaiter().GetResult();
            return FormattableString.Invariant(
                $"{audio.Format} {audio.SampleRate} Hz {audio.Channels} ch {audio.SampleCount} samples ")
                + $"{audio.IsTruncated} {audio.IsIncomplete} {audio.IsDoubtful} {audio.IsSilent} "
                + $"{audio.Pcm?.IsBigEndian} "
                + string.Join(' ', audio.Warnings);
        }
        catch (AudioFormatException e)
        {
            audio = null;
            return e.Message;
        }
    }
}
