using System.Buffers.Binary;
using CometSpeech.Core.Audio.Frames;

namespace CometSpeech.Core.Audio.Flac;

/// <summary>
/// Reads a part frame by frame: steps over tags and metadata, takes every STREAMINFO, and finds each frame's end, which the format does
/// not store. A frame ends where its CRC-16 comes out right and another frame, a stream, a tag or nothing follows.
/// </summary>
/// <param name="part">The part.</param>
/// <param name="name">How messages call the part.</param>
/// <param name="info">STREAMINFO when the part begins with its first frame.</param>
internal sealed class FlacFrameReader(PartReader part, string name, FlacStreamInfo? info = null)
{
    private int _length;

    /// <summary>The STREAMINFO of the frame's stream; null before the first.</summary>
    public FlacStreamInfo? Info { get; private set; } = info;

    /// <summary>The header of the frame read last.</summary>
    public FlacFrameHeader Header { get; private set; }

    /// <summary>Whether that frame is the first after a STREAMINFO.</summary>
    public bool StartsStream { get; private set; }

    /// <summary>The part, or a stream inside it, ended inside a frame, which is left out.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>The frame's bytes from header to CRC-16, valid until the next <see cref="Read"/>.</summary>
    public ReadOnlySpan<byte> Frame => part.Bytes.Slice(0, _length);

    /// <summary>Goes on to the next frame; false at the part's end.</summary>
    /// <exception cref="AudioFormatException">The part is no FLAC, or damaged.</exception>
    public bool Read()
    {
        part.Skip(_length);
        _length = 0;
        StartsStream = false;
        while (part.Require(1))
        {
            part.Require(TagSize.HeaderLength);
            ReadOnlySpan<byte> bytes = part.Bytes;
            if (FlacMark.IsStream(bytes))
            {
                StartsStream = ReadMetadata();
            }
            else if (TagSize.At(bytes, atBoundary: true) is > 0 and long tag)
            {
                part.Skip(tag);
            }
            else if (Info is null)
            {
                throw new AudioFormatException(name, $"{name} is not FLAC.");
            }
            else if (FlacFrameHeader.TryParse(bytes, out FlacFrameHeader header) && header.Fits(Info))
            {
                Header = header;
                if (FindEnd())
                {
                    return true;
                }
            }
            else if (bytes.Length < FlacFrameHeader.MaxLength && bytes[0] == 0xFF)
            {
                Truncate(bytes.Length);
            }
            else
            {
                throw new AudioFormatException(name, $"{name} is damaged: at byte {part.Offset} a FLAC frame should begin.");
            }
        }

        return false;
    }

    private bool ReadMetadata()
    {
        const int StreamInfoType = 0;
        part.Skip(FlacMark.Bytes.Length);
        Info = null;
        bool isLast = false;
        while (!isLast)
        {
            if (!part.Require(4))
            {
                return EndInMetadata();
            }

            int first = part.Bytes[0];
            int length = (int)(BinaryPrimitives.ReadUInt32BigEndian(part.Bytes) & 0xFFFFFF);
            isLast = (first & 0x80) != 0;
            part.Skip(4);
            if ((first & 0x7F) == StreamInfoType && length == FlacStreamInfo.Length && Info is null)
            {
                if (!part.Require(length))
                {
                    return EndInMetadata();
                }

                Info = FlacStreamInfo.TryParse(part.Bytes);
            }

            // STREAMINFO is the first block (RFC 9639, 8.2).
            if (Info is null)
            {
                throw new AudioFormatException(name, $"{name} is damaged: its FLAC header has no valid STREAMINFO.");
            }

            if (part.Skip(length) < length)
            {
                return EndInMetadata();
            }
        }

        return true;
    }

    private bool EndInMetadata()
    {
        part.Skip(long.MaxValue);
        IsTruncated = true;
        return false;
    }

    private bool FindEnd()
    {
        FlacFrameEnd search = new(Header, Info!);
        bool isAll = false;
        while (true)
        {
            switch (search.Continue(part.Bytes, isAll))
            {
                case FlacFrameEnd.Result.Found:
                    _length = search.Length;
                    return true;
                case FlacFrameEnd.Result.Cut:
                    Truncate(search.Length);
                    return false;
                case FlacFrameEnd.Result.Damaged:
                    throw new AudioFormatException(name, $"{name} is damaged: the FLAC frame at byte {part.Offset} has a wrong CRC.");
                default:
                    isAll = !part.Require(part.Bytes.Length + 1);
                    break;
            }
        }
    }

    private void Truncate(int length)
    {
        part.Skip(length);
        IsTruncated = true;
    }
}
