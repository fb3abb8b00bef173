using System.Buffers.Binary;
using CometSpeech.Core.Audio.Aac;
using CometSpeech.Core.Audio.Frames;

namespace CometSpeech.Core.Audio.Mp4;

/// <summary>
/// Joins AAC frames into an MP4 file (ISO/IEC 14496-12 and -14) in one pass: first the access units, which are the
/// frames without their ADTS headers, then what describes them. M4B is the same with an audiobook's marks.
/// The description stands last because all sizes belong to it: in front it would take a second pass over the audio. A
/// player of a web address then asks for the file's end first, as all of them can where the server answers requests for
/// a part of a file.
/// </summary>
/// <param name="output">Writable and seekable.</param>
/// <param name="options">What the file is to be besides its parts.</param>
internal sealed class Mp4Joiner(Stream output, JoinOptions options) : AacJoiner(output, options)
{
    /// <summary>
    /// The samples before the sound that a player leaves out, because the edit list says so: a frame's window overlaps
    /// the next (ISO/IEC 14496-3, 4.6.11).
    /// </summary>
    public const int Priming = 1024;

    // With the size in 32 bits a box has a header of 8 bytes, else of 16 (ISO/IEC 14496-12, 4.2): the free box before
    // it makes room for the difference.
    private const int BoxHeaderLength = 8;

    private Mp4Audio? _audio;
    private long _freePosition;

    private protected override long SampleCount => Math.Max(0, base.SampleCount - Priming);

    private bool IsAudiobook => Options.Container == AudioContainer.M4b;

    private protected override void WriteFrames(ArraySegment<byte> frames)
    {
        for (int start = 0; start < frames.Count;)
        {
            ReadOnlySpan<byte> rest = frames.AsSpan(start);
            AdtsFrameHeader.TryRead(rest, out FrameInfo frame);
            if (frame.Samples != AacSilentFrame.Samples)
            {
                throw Refuse("several blocks in a frame");
            }

            _audio ??= Begin(rest, frame);

            // protection_absent: without it a check word stands behind the header.
            int header = AdtsFrameHeader.Length + ((rest[1] & 1) == 0 ? 2 : 0);
            Output.Write(rest.Slice(header, frame.Length - header));
            _audio.Add(frame.Length - header);
            start += frame.Length;
        }
    }

    private protected override long FindPartStart(long samples) => base.FindPartStart(samples) - Priming;

    private protected override void CompleteFile()
    {
        Mp4Audio audio = _audio!;
        Mp4Chapters? chapters = Options.Chapters.Count == 0
            ? null
            : Mp4Chapters.WriteSamples(ChapterMarks, Output);
        PatchMediaData(Output.Position);
        new Mp4Movie(new Mp4BoxWriter(Output), audio, chapters).Write(Length, Options.Tags, IsAudiobook);
    }

    private Mp4Audio Begin(ReadOnlySpan<byte> first, FrameInfo frame)
    {
        int channels = (first[2] & 1) << 2 | first[3] >> 6;
        if (channels == 0)
        {
            throw Refuse("channels that only the first frame tells");
        }

        var boxes = new Mp4BoxWriter(Output);
        boxes.Begin("ftyp");
        string[] brands = IsAudiobook ? ["M4B ", "M4A "] : ["M4A "];
        boxes.WriteCode(brands[0]);
        boxes.Write32(512);
        foreach (string compatible in (string[])[.. brands, "mp42", "isom", "iso2"])
        {
            boxes.WriteCode(compatible);
        }

        boxes.End();
        _freePosition = Output.Position;
        boxes.Begin("free");
        boxes.End();
        boxes.Write32(0);
        boxes.WriteCode("mdat");
        return new Mp4Audio
        {
            ObjectType = (first[2] >> 6) + 1,
            RateIndex = first[2] >> 2 & 15,
            ChannelConfiguration = channels,
            Channels = frame.Channels,
            SampleRate = frame.SampleRate,
            FrameSamples = frame.Samples,
            Position = Output.Position,
        };
    }

    private void PatchMediaData(long end)
    {
        long size = end - _freePosition - BoxHeaderLength;
        byte[] header = new byte[16];
        if (size <= uint.MaxValue)
        {
            BinaryPrimitives.WriteUInt32BigEndian(header, (uint)size);
            Output.Patch(_freePosition + BoxHeaderLength, header.AsSpan(0, 4).ToArray());
            return;
        }

        // The free box becomes the header: size 1, the code, and the size in 64 bits.
        BinaryPrimitives.WriteUInt32BigEndian(header, 1);
        "mdat"u8.CopyTo(header.AsSpan(4));
        BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(8), size + BoxHeaderLength);
        Output.Patch(_freePosition, header);
    }

    private AudioFormatException Refuse(string what) => new(
        Part.Name,
        $"{Part.Name} cannot be put into an MP4 file: its AAC has {what}. Name the file .aac.");
}
