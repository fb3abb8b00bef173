namespace CometSpeech.Core.Api;

/// <summary>Tells a page or a message from raw samples.</summary>
internal static class TextSniffer
{
    // A header of a page or an error in JSON is no longer as a rule, and so many samples in a row are never
    // all letters.
    private const int Length = 512;

    /// <summary>Whether the first bytes are all printable ASCII or white space.</summary>
    public static bool LooksLikeText(ArraySegment<byte> head) =>
        head.Count > 0 && head.Take(Length).All(b => b is (>= 0x20 and < 0x7F) or 0x09 or 0x0A or 0x0D);
}
