using System.Text;

namespace CometSpeech.Input;

/// <summary>Reads a text file: by its byte-order mark, else as the encoding that was named, else as UTF-8. What does not decode is an error.</summary>
internal static class TextFile
{
    // The longer mark of UTF-32 LE begins with that of UTF-16 LE, so it comes first.
    private static readonly Encoding[] s_marked =
    [
        new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true),
        new UTF32Encoding(bigEndian: true, byteOrderMark: true, throwOnInvalidCharacters: true),
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
        new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
    ];

    private static readonly Encoding s_default = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="DecoderFallbackException">The bytes are not text in that encoding.</exception>
    public static string Read(string path, Encoding? encoding)
    {
        byte[] bytes = File.ReadAllBytes(path);
        foreach (Encoding marked in s_marked)
        {
            byte[] mark = marked.GetPreamble();
            if (bytes.Length >= mark.Length && bytes.Take(mark.Length).SequenceEqual(mark))
            {
                return Decode(marked, bytes, mark.Length);
            }
        }

        return Decode(encoding is null ? s_default : Strict(encoding), bytes, 0);
    }

    private static Encoding Strict(Encoding encoding)
    {
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        return strict;
    }

    private static string Decode(Encoding encoding, byte[] bytes, int offset)
    {
        string text = encoding.GetString(bytes, offset, bytes.Length - offset);
        // No text holds U+0000: this is UTF-16 without a mark, or no text at all.
        int nul = text.IndexOf('\0');
        return nul < 0 ? text : throw new DecoderFallbackException($"Character {nul + 1} is U+0000.");
    }
}
