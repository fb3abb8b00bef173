using System.Text;
using CometSpeech.Core.Wording.Files;

namespace CometSpeech.Core.Wording;

/// <summary>
/// Reads the entries of a pronunciation file: <c>.csv</c> and <c>.tsv</c> with columns Text, Spoken and, if wanted,
/// CaseSensitive and Regex; <c>.json</c>, an object of pairs or a list of objects with those names; <c>.pls</c> and
/// <c>.xml</c>, a lexicon of the W3C (Pronunciation Lexicon Specification 1.0).
/// </summary>
public sealed class PronunciationFile
{
    /// <summary>
    /// The most bytes of a file: 130,000 words of a language take 3 MB, and an entry some 30 times its bytes of memory.
    /// </summary>
    public const int MaxLength = 4 * 1024 * 1024;

    internal PronunciationFile(IReadOnlyList<PronunciationEntry> entries, int lexemesWithoutAlias = 0)
    {
        Entries = entries;
        LexemesWithoutAlias = lexemesWithoutAlias;
    }

    /// <summary>What it says, in its order.</summary>
    public IReadOnlyList<PronunciationEntry> Entries { get; }

    /// <summary>
    /// Words of a lexicon that have sounds (phonemes) only, which a service for plain text would read as letters: they
    /// are left out.
    /// </summary>
    public int LexemesWithoutAlias { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its full path; its extension tells the format.</param>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="PronunciationException">
    /// It cannot be read, has an extension that is not known, or breaks the rules of its format; with the line.
    /// </exception>
    public static PronunciationFile Read(string path)
    {
        if (path is null)
        {
            throw new ArgumentNullException(nameof(path));
        }

        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".csv" => new PronunciationFile(EntryTable.Read(ReadText(path), path, isTabbed: false)),
            ".tsv" => new PronunciationFile(EntryTable.Read(ReadText(path), path, isTabbed: true)),
            ".json" => new PronunciationFile(JsonEntries.Read(ReadText(path), path)),
            ".pls" or ".xml" => PlsLexicon.Read(ReadBytes(path), path),
            _ => throw new PronunciationException(
                "a pronunciation file ends in .csv, .tsv, .json, .psd1, .pls or .xml.", path),
        };
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            using MemoryStream bytes = new();
            byte[] block = new byte[32 * 1024];
            // Counted while it is read: a pipe tells no length.
            for (int count; (count = file.Read(block, 0, block.Length)) > 0;)
            {
                bytes.Write(block, 0, count);
                if (bytes.Length > MaxLength)
                {
                    throw new PronunciationException($"it has more than {MaxLength / 1024 / 1024} MiB.", path);
                }
            }

            return bytes.ToArray();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new PronunciationException("there is no such file.", path, 0, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException
            or ArgumentException)
        {
            throw new PronunciationException($"it cannot be read: {e.Message}", path, 0, e);
        }
    }

    /// <summary>A text file: by its byte-order mark, else as UTF-8.</summary>
    /// <exception cref="PronunciationException">It cannot be read, or is another encoding's.</exception>
    internal static string ReadText(string path)
    {
        byte[] bytes = ReadBytes(path);
        try
        {
            var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
            using StreamReader reader = new(new MemoryStream(bytes), utf8, detectEncodingFromByteOrderMarks: true);
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException e)
        {
            throw new PronunciationException(
                "it is not UTF-8; in Windows PowerShell, Export-Csv and Set-Content write UTF-8 with -Encoding UTF8.",
                path,
                0,
                e);
        }
    }
}
