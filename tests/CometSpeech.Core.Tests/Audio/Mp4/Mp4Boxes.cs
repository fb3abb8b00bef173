using System.Buffers.Binary;
using System.Text;

namespace CometSpeech.Core.Tests.Audio.Mp4;

/// <summary>Reads the boxes of an MP4 file (ISO/IEC 14496-12, 4.2).</summary>
internal static class Mp4Boxes
{
    /// <summary>What stands before the boxes in a box that holds some; -1 for a box that holds none.</summary>
    private static int GetPrefix(string type) => type switch
    {
        "" or "moov" or "trak" or "edts" or "tref" or "mdia" or "minf" or "dinf" or "stbl" or "udta" or "ilst" => 0,
        "gmhd" or "----" or "covr" or "stik" or "trkn" => 0,
        "meta" => 4,
        "dref" or "stsd" => 8,
        "mp4a" => 28,
        _ => type[0] == '\u00A9' ? 0 : -1,
    };

    /// <summary>The paths of all boxes in order, as in <c>moov/trak/tkhd</c>.</summary>
    public static List<string> List(byte[] file) => [.. Read(file, "", 0, file.Length).Select(box => box.Path)];

    /// <summary>What is in the box with that path, its header left out; of several the one with that number.</summary>
    public static byte[] Get(byte[] file, string path, int number = 0)
    {
        (_, int start, int end) = Read(file, "", 0, file.Length).Where(box => box.Path == path).ElementAt(number);
        return file.AsSpan(start, end - start).ToArray();
    }

    /// <summary>Renames a box to one that readers pass over.</summary>
    public static byte[] Hide(byte[] file, string path)
    {
        (_, int start, _) = Read(file, "", 0, file.Length).Single(box => box.Path == path);
        byte[] changed = (byte[])file.Clone();
        "free"u8.CopyTo(changed.AsSpan(start - 4));
        return changed;
    }

    private static IEnumerable<(string Path, int Start, int End)> Read(byte[] file, string parent, int start, int end)
    {
        for (int position = start; position < end;)
        {
            int length = (int)BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(position));
            Assert.InRange(length, 8, end - position);
            string type = Encoding.GetEncoding("iso-8859-1").GetString(file, position + 4, 4);
            string path = parent.Length == 0 ? type : $"{parent}/{type}";
            yield return (path, position + 8, position + length);
            if (GetPrefix(type) is int prefix and >= 0)
            {
                foreach ((string, int, int) inner in Read(file, path, position + 8 + prefix, position + length))
                {
                    yield return inner;
                }
            }

            position += length;
        }
    }
}
