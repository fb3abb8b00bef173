using System.Text;

namespace CometSpeech.Input.Files;

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

#if NET8_0_OR_GREATER
    // In bytes. A second pass over less costs more time than the memory is worth.
    private const int LongFile = 1024 * 1024;

    // Below what goes to the large object heap, the characters too.
    private const int BlockLength = 32 * 1024;
#endif

    private static readonly Encoding s_default =
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Opens a file to read it.</summary>
    /// <exception cref="IOException">It cannot be read, or is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">It is a folder, or may not be read.</exception>
    public static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);

    /// <summary>Reads a text file to its end.</summary>
    /// <param name="file">The file, at its beginning.</param>
    /// <param name="decoding">How its bytes are taken for text.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="DecoderFallbackException">The bytes are not text in that encoding.</exception>
    /// <exception cref="FileKindException">It is a document, a picture or their like.</exception>
    public static string Read(FileStream file, TextDecoding decoding)
    {
#if NET8_0_OR_GREATER
        if (file.CanSeek && file.Length >= LongFile)
        {
            return Check(ReadTwice(file, decoding));
        }
#endif
        using MemoryStream whole = new();
        file.CopyTo(whole);
        return Decode(whole.GetBuffer(), (int)whole.Length, decoding);
    }

    /// <summary>Takes bytes for text.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="count">How many of them there are.</param>
    /// <param name="decoding">How.</param>
    /// <exception cref="DecoderFallbackException">The bytes are not text in that encoding.</exception>
    /// <exception cref="FileKindException">It is a document, a picture or their like.</exception>
    public static string Decode(byte[] bytes, int count, TextDecoding decoding)
    {
        (Encoding encoding, int offset) = Choose(bytes, count, decoding, new MemoryStream(bytes, 0, count));
        return Check(encoding.GetString(bytes, offset, count - offset));
    }

    /// <summary>What a file is that is no text; null when it may be one, or cannot be read.</summary>
    public static FileKind? FindKind(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            byte[] head = new byte[FileKind.HeadLength];
            int count = file.Read(head, 0, head.Length);
            return FileKind.Detect(head, count, file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException
            or NotSupportedException)
        {
            return null;
        }
    }

    // No text holds U+0000: this is UTF-16 without a mark, or no text at all.
    private static string Check(string text)
    {
        int nul = text.IndexOf('\0');
        return nul < 0 ? text : throw new DecoderFallbackException($"Character {nul + 1} is U+0000.");
    }

    private static (Encoding Encoding, int Offset) Choose(byte[] head, int count, TextDecoding decoding, Stream file)
    {
        if (!decoding.TakesAnyKind && FileKind.Detect(head, count, file) is { } kind)
        {
            throw new FileKindException(kind);
        }

        foreach (Encoding marked in s_marked)
        {
            byte[] mark = marked.GetPreamble();
            if (count >= mark.Length && head.Take(mark.Length).SequenceEqual(mark))
            {
                return (marked, mark.Length);
            }
        }

        Encoding? named = decoding.Named ?? decoding.FindDeclared?.Invoke(head);
        return (named is null ? s_default : Strict(named), 0);
    }

#if NET8_0_OR_GREATER
    // The bytes of a long text beside its characters would be a third of all that a long text takes: they are counted
    // in one pass and decoded into their place in another.
    private static string ReadTwice(FileStream file, TextDecoding decoding)
    {
        byte[] head = new byte[TextDecoding.HeadLength];
        int count = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        (Encoding encoding, int offset) = Choose(head, count, decoding, file);
        char[] block = new char[encoding.GetMaxCharCount(BlockLength)];
        int length = Decode(file, encoding, offset, block, default);
        try
        {
            return string.Create(length, (file, encoding, offset, block), static (text, state) =>
            {
                Decode(state.file, state.encoding, state.offset, state.block, text);
            });
        }
        catch (ArgumentException e) when (e is not DecoderFallbackException)
        {
            throw new IOException($"'{file.Name}' was changed while it was read.", e);
        }
    }

    /// <returns>How many characters the bytes are. They are copied to the text, unless that is empty.</returns>
    private static int Decode(FileStream file, Encoding encoding, int offset, char[] block, Span<char> text)
    {
        Decoder decoder = encoding.GetDecoder();
        byte[] bytes = new byte[BlockLength];
        bool copies = !text.IsEmpty;
        int length = 0;
        file.Position = offset;
        for (int count = -1; count != 0;)
        {
            count = file.Read(bytes, 0, bytes.Length);
            int chars = decoder.GetChars(bytes, 0, count, block, 0, flush: count == 0);
            if (copies)
            {
                block.AsSpan(0, chars).CopyTo(text.Slice(length));
            }

            length += chars;
        }

        return length;
    }
#endif

    private static Encoding Strict(Encoding encoding)
    {
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        return strict;
    }
}
