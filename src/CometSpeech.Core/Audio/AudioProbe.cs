using System.Text;
using CometSpeech.Core.Audio.Aac;
using CometSpeech.Core.Audio.Frames;
using CometSpeech.Core.Audio.Mpeg;

namespace CometSpeech.Core.Audio;

/// <summary>Finds out what a server really sent: the bytes decide, not the request and not the media type.</summary>
public static class AudioProbe
{
    /// <summary>The bytes from a part's beginning that are enough for <see cref="Detect"/>.</summary>
    public const int HeadLength = 32 * 1024;

    // Raw samples may look like anything for a while; this many frames in a row do not come by chance.
    private const int ConvincingFrames = 3;

    private delegate bool FrameReader(ReadOnlySpan<byte> at, out FrameInfo frame);

    /// <summary>Tells the format of a part from its first bytes.</summary>
    /// <param name="head">The first bytes of the part, best <see cref="HeadLength"/> of them.</param>
    /// <param name="count">How many bytes of <paramref name="head"/> are the part's.</param>
    /// <param name="requested">The format that was asked for. Raw samples have no mark: where they were asked for, whatever is not clearly another format is taken for them.</param>
    /// <returns>The format; null when the bytes are none of the six.</returns>
    public static AudioFormat? Detect(byte[] head, int count, AudioFormat requested)
    {
        ReadOnlySpan<byte> bytes = head.AsSpan(0, count);
        AudioFormat? marked = DetectMark(bytes);
        if (marked is not null)
        {
            return marked;
        }

        ReadOnlySpan<byte> behind = bytes;
        for (long tag; (tag = TagSize.At(behind, atBoundary: false)) > 0;)
        {
            behind = tag < behind.Length ? behind.Slice((int)tag) : default;
        }

        if (behind.Length < count)
        {
            return DetectMark(behind)
                ?? DetectFrames(behind, 1)
                ?? (requested is AudioFormat.Aac or AudioFormat.Flac ? requested : AudioFormat.Mp3);
        }

        if (requested == AudioFormat.Pcm)
        {
            return DetectFrames(bytes, ConvincingFrames) ?? (count > 0 ? AudioFormat.Pcm : null);
        }

        return DetectFrames(bytes, 1) ?? FindFrames(bytes, requested);
    }

    /// <summary>Reads a part through, as joining would, and tells its properties.</summary>
    /// <param name="part">The part's bytes from their beginning; need not seek.</param>
    /// <param name="requested">The format that was asked for.</param>
    /// <param name="name">How messages call the part, as in «part 3».</param>
    /// <param name="cancellationToken">Looked at between buffers.</param>
    /// <exception cref="AudioFormatException">The part is no audio; the message tells what it looks like.</exception>
    public static AudioProperties Read(Stream part, AudioFormat requested, string name, CancellationToken cancellationToken = default)
    {
        byte[] head = new byte[HeadLength];
        int count = 0;
        for (int read = -1; read != 0 && count < head.Length; count += read)
        {
            cancellationToken.ThrowIfCancellationRequested();
            read = part.Read(head, count, head.Length - count);
        }

        AudioFormat format = Detect(head, count, requested)
            ?? throw new AudioFormatException(name, $"{name} is no audio: it {DescribeForeign(head, count)}.");
        using PrefixedStream whole = new(head, count, part);
        using DiscardingStream output = new();
        return AudioJoiner.Create(format, output).Append(whole, name, cancellationToken);
    }

    private static AudioFormat? DetectMark(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= 12 && (bytes.StartsWith("RIFF"u8) || bytes.StartsWith("RF64"u8)) && bytes.Slice(8).StartsWith("WAVE"u8))
        {
            return AudioFormat.Wav;
        }

        // Version 0 and the mark of a first page (RFC 3533, 6).
        if (bytes.Length >= 27 && bytes.StartsWith("OggS"u8) && bytes[4] == 0 && (bytes[5] & 0xFA) == 2)
        {
            return AudioFormat.Opus;
        }

        // STREAMINFO comes first and has 34 bytes (RFC 9639, 8.2).
        bool isFlac = bytes.Length >= 8 && bytes.StartsWith("fLaC"u8) && (bytes[4] & 0x7F) == 0 && bytes.Slice(5).StartsWith("\0\0\x22"u8);
        return isFlac ? AudioFormat.Flac : null;
    }

    private static AudioFormat? DetectFrames(ReadOnlySpan<byte> bytes, int atLeast) =>
        AreFrames(bytes, atLeast, Mp3FrameHeader.TryRead) ? AudioFormat.Mp3
        : AreFrames(bytes, atLeast, AdtsFrameHeader.TryRead) ? AudioFormat.Aac
        : null;

    /// <summary>Looks for frames behind a few foreign bytes.</summary>
    private static AudioFormat? FindFrames(ReadOnlySpan<byte> bytes, AudioFormat requested)
    {
        FrameReader? reader = requested switch
        {
            AudioFormat.Mp3 => Mp3FrameHeader.TryRead,
            AudioFormat.Aac => AdtsFrameHeader.TryRead,
            _ => null,
        };
        for (int i = 0; reader is not null && i < bytes.Length; i++)
        {
            if (bytes[i] == 0xFF && AreFrames(bytes.Slice(i), ConvincingFrames, reader))
            {
                return requested;
            }
        }

        return null;
    }

    /// <summary>
    /// Whether the bytes begin with that many frames of one configuration. Of less than three, the bytes must end inside a
    /// frame or with it: what follows must not contradict.
    /// </summary>
    private static bool AreFrames(ReadOnlySpan<byte> bytes, int atLeast, FrameReader read)
    {
        uint configuration = 0;
        int position = 0;
        for (int frames = 0; frames < ConvincingFrames; frames++)
        {
            if (position >= bytes.Length)
            {
                return frames >= atLeast;
            }

            if (!read(bytes.Slice(position), out FrameInfo frame) || (frames > 0 && frame.Configuration != configuration))
            {
                return frames >= atLeast && TagSize.At(bytes.Slice(position), atBoundary: true) > 0;
            }

            configuration = frame.Configuration;
            position += frame.Length;
        }

        return true;
    }

    /// <summary>Continues a sentence that begins «it …».</summary>
    private static string DescribeForeign(byte[] head, int count)
    {
        if (count == 0)
        {
            return "is empty";
        }

        bool isText = !head.Take(Math.Min(count, 512)).Any(value => value < 0x20 && value is not (0x09 or 0x0A or 0x0D or 0x1B));
        if (!isText)
        {
            return $"begins with the bytes {BitConverter.ToString(head, 0, Math.Min(count, 16)).Replace('-', ' ')}";
        }

        string text = Encoding.UTF8.GetString(head, 0, Math.Min(count, 512)).Trim('\uFEFF', ' ', '\t', '\r', '\n');
        string excerpt = new([.. text.Take(120).Select(unit => char.IsControl(unit) ? ' ' : unit)]);
        string kind = text.StartsWith("<", StringComparison.Ordinal)
            ? text.IndexOf("<html", StringComparison.OrdinalIgnoreCase) >= 0 || text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) ? "an HTML page" : "XML"
            : text.StartsWith("{", StringComparison.Ordinal) || text.StartsWith("[", StringComparison.Ordinal) ? "JSON" : "text";
        return $"looks like {kind}: «{excerpt}»";
    }
}
