using System.Buffers.Binary;
using System.Text;
using CometSpeech.Core.Audio.Frames;
using CometSpeech.Core.Audio.Mpeg;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Audio.Mpeg;

/// <summary>What tests look at in an MP3 file.</summary>
internal static class Mp3File
{
    /// <summary>The complaints of mp3val; that no tags are there is none.</summary>
    public static string[] Faults(string report) =>
    [
        .. report.Split('\n').Where(line => (line.Contains("WARNING") || line.Contains("ERROR"))
            && !line.Contains("No supported tags in the file")),
    ];

    /// <summary>What mp3val says.</summary>
    public static string Mp3val(byte[] file) => AudioTools.WithFile(
        file, ".mp3", path => Encoding.UTF8.GetString(AudioTools.Run("mp3val", path).Output));

    /// <summary>
    /// The frames alone, so that sample 0 of what is decoded is the first one of the first frame. The file begins with
    /// a frame or an ID3v2 tag.
    /// </summary>
    public static byte[] WithoutInfo(byte[] file)
    {
        byte[] frames = Encoding.ASCII.GetString(file, 0, 3) == "ID3"
            ? [.. file.Skip(10 + (file[8] << 7) + file[9])]
            : file;
        int length = FrameLength(frames);
        return Mp3InfoFrame.IsInfo(frames.AsSpan(0, length)) ? [.. frames.Skip(length)] : frames;
    }

    /// <summary>The bytes of the frame at the beginning.</summary>
    public static int FrameLength(byte[] at)
    {
        Assert.True(Mp3FrameHeader.TryRead(at, out FrameInfo frame));
        return frame.Length;
    }

    /// <summary>The numbers of frames and bytes that the info frame tells.</summary>
    public static (uint Frames, uint Bytes) ReadCounts(byte[] file)
    {
        string head = Encoding.ASCII.GetString(file, 0, 64);
        int mark = Math.Max(
            head.IndexOf("Xing", StringComparison.Ordinal), head.IndexOf("Info", StringComparison.Ordinal));
        return (
            BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(mark + 8)),
            BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(mark + 12)));
    }
}
