namespace CometSpeech.Core.Api;

/// <summary>Tells a page or a message from raw samples.</summary>
internal static class TextSniffer
{
    private const int Length = 512;

    /// <summary>The first bytes are all printable ASCII or white space; the stream is set back to its beginning.</summary>
    public static bool LooksLikeText(Stream stream)
    {
        byte[] head = new byte[Length];
        int count = stream.Read(head, 0, head.Length);
        stream.Position = 0;
        return count > 0 && head.Take(count).All(b => b is (>= 0x20 and < 0x7F) or 0x09 or 0x0A or 0x0D);
    }
}
