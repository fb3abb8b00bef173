using System.Text;
using CometSpeech.Core.Audio.Aac;
using CometSpeech.Core.Audio.Frames;
using CometSpeech.Core.Audio.Mpeg;

namespace CometSpeech.Core.Audio;

/// <summary>Finds out what a server really sent: the bytes decide, not the request and not the media type.</summary>
public static class AudioProbe
{
    /// <summary>
    /// The bytes from a part's beginning that are enough for <see cref="Detect(byte[], int, AudioFormat)"/>.
    /// </summary>
    // Three of the longest frames (ADTS, 8191 bytes) behind some kilobytes of tags or foreign bytes.
    public const int HeadLength = 32 * 1024;

    // Raw samples may look like anything for a while; this many frames in a row do not come by chance.
    private const int ConvincingFrames = 3;

    // What a message quotes of an answer that is none: enough to recognise a page or an error by, at most a line or
    // two.
    private const int DescribedLength = 512;
    private const int QuotedLength = 120;

    private delegate bool FrameReader(ReadOnlySpan<byte> at, out FrameInfo frame);

    /// <summary>Tells the format of a part from its first bytes.</summary>
    /// <param name="head">The first bytes of the part, best <see cref="HeadLength"/> of them.</param>
    /// <param name="count">How many bytes of <paramref name="head"/> are the part's.</param>
    /// <param name="requested">
    /// The format that was asked for. Raw samples have no mark: where they were asked for, whatever is not clearly
    /// another format is taken for them.
    /// </param>
    /// <returns>The format; null when the bytes are none of the six.</returns>
    public static AudioFormat? Detect(byte[] head, int count, AudioFormat requested) =>
        Detect(head.AsSpan(0, count), requested);

    /// <summary>Reads a part to its last byte as it arrives, as joining would, and tells its properties.</summary>
    /// <param name="part">
    /// The part's bytes from their beginning, read by <c>ReadAsync</c>; need not seek. A file that was opened without
    /// asynchronous access is read on the calling thread. The whole is never held.
    /// </param>
    /// <param name="requested">The format that was asked for.</param>
    /// <param name="name">How messages call the part, as in «part 3».</param>
    /// <param name="cancellationToken">Looked at between buffers, and given to the part.</param>
    /// <exception cref="AudioFormatException">
    /// The part is no audio, or damaged; the message tells what it looks like. It need not have been read to its end
    /// then.
    /// </exception>
    public static Task<AudioProperties> ReadAsync(
        Stream part, AudioFormat requested, string name, CancellationToken cancellationToken = default) =>
        ReadAsync(part, requested, name, null, false, cancellationToken);

    /// <inheritdoc cref="ReadAsync(Stream, AudioFormat, string, CancellationToken)"/>
    /// <param name="part">The part's bytes from their beginning.</param>
    /// <param name="requested">The format that was asked for.</param>
    /// <param name="name">How messages call the part.</param>
    /// <param name="pcm">How its samples lie in case they are raw; null for those of the endpoint.</param>
    /// <param name="readsLevels">Whether <see cref="AudioProperties.Levels"/> is wanted.</param>
    /// <param name="cancellationToken">Looked at between buffers, and given to the part.</param>
    public static async Task<AudioProperties> ReadAsync(
        Stream part,
        AudioFormat requested,
        string name,
        PcmFormat? pcm,
        bool readsLevels,
        CancellationToken cancellationToken)
    {
        using PartReader reader = new();
        reader.Open(part, cancellationToken);
        await reader.RequireAsync(HeadLength).ConfigureAwait(false);
        AudioFormat format = Detect(Head(reader), requested)
            ?? throw new AudioFormatException(name, $"{name} is no audio: it {DescribeForeign(Head(reader))}.");
        PartScanner scanner = PartScanner.Create(format, readsLevels);
        scanner.Begin(reader, name, pcm);
        while (await scanner.ReadAsync().ConfigureAwait(false))
        {
            // Its units are of no interest here.
        }

        return scanner.EndPart();
    }

    private static ReadOnlySpan<byte> Head(PartReader reader) =>
        reader.Bytes.Slice(0, Math.Min(reader.Available, HeadLength));

    private static AudioFormat? Detect(ReadOnlySpan<byte> bytes, AudioFormat requested)
    {
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

        if (behind.Length < bytes.Length)
        {
            return DetectMark(behind)
                ?? DetectFrames(behind, 1)
                ?? (requested is AudioFormat.Aac or AudioFormat.Flac ? requested : AudioFormat.Mp3);
        }

        if (requested == AudioFormat.Pcm)
        {
            return DetectFrames(bytes, ConvincingFrames) ?? (bytes.IsEmpty ? null : AudioFormat.Pcm);
        }

        return DetectFrames(bytes, 1) ?? FindFrames(bytes, requested);
    }

    private static AudioFormat? DetectMark(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= 12
            && (bytes.StartsWith("RIFF"u8) || bytes.StartsWith("RF64"u8))
            && bytes.Slice(8).StartsWith("WAVE"u8))
        {
            return AudioFormat.Wav;
        }

        // Version 0 and the mark of a first page (RFC 3533, 6).
        if (bytes.Length >= 27 && bytes.StartsWith("OggS"u8) && bytes[4] == 0 && (bytes[5] & 0xFA) == 2)
        {
            return AudioFormat.Opus;
        }

        // STREAMINFO comes first and has 34 bytes (RFC 9639, 8.2).
        bool isFlac = bytes.Length >= 8
            && bytes.StartsWith("fLaC"u8)
            && (bytes[4] & 0x7F) == 0
            && bytes.Slice(5).StartsWith("\0\0\x22"u8);
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
    /// Whether the bytes begin with that many frames of one configuration. Of less than three, the bytes must end
    /// inside a frame or with it: what follows must not contradict.
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

            if (!read(bytes.Slice(position), out FrameInfo frame)
                || (frames > 0 && frame.Configuration != configuration))
            {
                return frames >= atLeast && TagSize.At(bytes.Slice(position), atBoundary: true) > 0;
            }

            configuration = frame.Configuration;
            position += frame.Length;
        }

        return true;
    }

    /// <summary>Continues a sentence that begins «it …».</summary>
    private static string DescribeForeign(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return "is empty";
        }

        byte[] head = bytes.Slice(0, Math.Min(bytes.Length, DescribedLength)).ToArray();
        if (head.Any(value => value < 0x20 && value is not (0x09 or 0x0A or 0x0D or 0x1B)))
        {
            string first = BitConverter.ToString(head, 0, Math.Min(head.Length, 16)).Replace('-', ' ');
            return $"begins with the bytes {first}";
        }

        string text = Encoding.UTF8.GetString(head).Trim('\uFEFF', ' ', '\t', '\r', '\n');
        string excerpt = new([.. text.Take(QuotedLength).Select(unit => char.IsControl(unit) ? ' ' : unit)]);
        return $"looks like {NameKind(text)}: «{excerpt}»";
    }

    private static string NameKind(string text) =>
        Begins(text, "<!doctype html") ? "an HTML page"
            : Begins(text, "<") ? text.IndexOf(
                "<html", StringComparison.OrdinalIgnoreCase) >= 0 ? "an HTML page" : "XML"
            : Begins(text, "{") || Begins(text, "[") ? "JSON"
            : "text";

    private static bool Begins(string text, string mark) => text.StartsWith(mark, StringComparison.OrdinalIgnoreCase);
}
