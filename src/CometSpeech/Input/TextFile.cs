using System.Text;

namespace CometSpeech.Input;

/// <summary>
/// Reads a text file: by its byte-order mark, else as the encoding that was named, else as UTF-8. What does not decode
/// is an error.
/// </summary>
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

    private static readonly Encoding s_default =
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// Reads it on a thread of its own, which is left behind when the token is cancelled: a read from a share that is
    /// gone, or from a FIFO, may never end.
    /// </summary>
    /// <exception cref="IOException">It cannot be read, or is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">It is a folder, or may not be read.</exception>
    /// <exception cref="DecoderFallbackException">The bytes are not text in that encoding.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static string Read(string path, Encoding? encoding, CancellationToken cancellationToken)
    {
        Task<string> reading = Task.Factory.StartNew(
            () => Decode(File.ReadAllBytes(path), encoding),
            CancellationToken.None,
            // A thread of the pool would be missed there.
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        Task.WaitAny([reading], Timeout.Infinite, cancellationToken);
        return reading.GetAwaiter().GetResult();
    }

    private static string Decode(byte[] bytes, Encoding? encoding)
    {
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
