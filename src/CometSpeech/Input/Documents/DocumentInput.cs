using System.Globalization;
using System.Management.Automation;
using System.Text;
using CometSpeech.Core.Documents;
using CometSpeech.Core.Documents.Markup;
using CometSpeech.Input.Files;
using CometSpeech.Output;

namespace CometSpeech.Input.Documents;

/// <summary>
/// Reads files and strings as <c>-InputFormat</c> says. Work is done on a thread that is left behind when the command
/// is stopped: a read from a share that is gone, or from a FIFO, may never end. Warnings of documents, and lines for
/// <c>-Verbose</c>, are written when one has been read.
/// </summary>
/// <param name="format">What is named; null for Auto: a file by its extension, a string is text.</param>
/// <param name="encoding">What <c>-Encoding</c> names; null for nothing.</param>
/// <param name="options">How documents are read.</param>
/// <param name="cleaning">How texts are cleaned.</param>
/// <param name="streams">Hears of documents.</param>
/// <param name="stop">Ends it.</param>
internal sealed class DocumentInput(
    DocumentFormat? format,
    Encoding? encoding,
    DocumentOptions options,
    TextCleaning cleaning,
    IMessageStreams streams,
    CancellationToken stop)
{
    // Zip archives are read here and there, in small pieces.
    private const int ContainerBuffer = 4096;

    // Shorter texts are cleaned sooner than a thread starts.
    private const int LongText = 10_000;

    /// <summary>What is named; null for Auto.</summary>
    public DocumentFormat? Format => format;

    /// <summary>Whether strings are documents.</summary>
    public bool ReadsStrings => format is DocumentFormat.Markdown or DocumentFormat.Html;

    /// <summary>The format that <c>-InputFormat</c> names; null for Auto.</summary>
    public static DocumentFormat? FormatFrom(string? name) =>
        Enum.TryParse(name, ignoreCase: true, out DocumentFormat named) ? named : null;

    /// <summary>Reads a file.</summary>
    /// <exception cref="IOException">It cannot be read, or is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">It is a folder, or may not be read.</exception>
    /// <exception cref="DecoderFallbackException">The bytes are not text in that encoding.</exception>
    /// <exception cref="FileKindException">It is a document that is not read, a picture or their like.</exception>
    /// <exception cref="DocumentException">It is a document that cannot be read.</exception>
    /// <exception cref="PipelineStoppedException">The command was stopped.</exception>
    public DocumentText ReadFile(string path)
    {
        DocumentFormat actual = format ?? DocumentFormats.FromPath(path);
        return Take(() => ReadFile(path, actual), path);
    }

    /// <summary>Reads the bytes of a file in the format that is named.</summary>
    /// <exception cref="DecoderFallbackException">The bytes are not text in that encoding.</exception>
    /// <exception cref="FileKindException">They are a document, a picture or their like.</exception>
    /// <exception cref="DocumentException">They are a document that cannot be read.</exception>
    /// <exception cref="PipelineStoppedException">The command was stopped.</exception>
    public DocumentText ReadBytes(byte[] bytes)
    {
        DocumentFormat actual = format!.Value;
        return Take(
            () => DocumentFormats.IsText(actual)
                ? ReadText(TextFile.Decode(bytes, bytes.Length, Decoding(actual)), actual)
                : (null, ReadContainer(new MemoryStream(bytes, writable: false), actual)),
            null);
    }

    /// <summary>Cleans plain text.</summary>
    /// <exception cref="PipelineStoppedException">The command was stopped.</exception>
    public DocumentText ReadPlain(string text) =>
        new(text.Length < LongText ? cleaning.CleanText(text) : Run(() => cleaning.CleanText(text)));

    /// <summary>Reads a string in the format that is named, where <see cref="ReadsStrings"/>.</summary>
    /// <exception cref="DocumentException">It cannot be read.</exception>
    /// <exception cref="PipelineStoppedException">The command was stopped.</exception>
    public DocumentText ReadText(string text) => Take(() => ReadText(text, format!.Value), null);

    private (string? Text, SpokenDocument? Document) ReadFile(string path, DocumentFormat actual)
    {
        if (!DocumentFormats.IsText(actual))
        {
            // Word keeps a document open for writing; one that is written just now is no whole archive.
            const FileShare shared = FileShare.ReadWrite | FileShare.Delete;
            using FileStream container = new(path, FileMode.Open, FileAccess.Read, shared, ContainerBuffer);
            CheckLength(container, actual);
            using Stream whole = Seekable(container, actual);
            return (null, ReadContainer(whole, actual));
        }

        using FileStream file = TextFile.Open(path);
        if (format is null && FileKind.OfExtension(path) is { } refused)
        {
            throw new FileKindException(refused, isNamed: true);
        }

        CheckLength(file, actual);
        return ReadText(TextFile.Read(file, Decoding(actual)), actual);
    }

    private (string? Text, SpokenDocument? Document) ReadText(string text, DocumentFormat actual) =>
        (text, actual == DocumentFormat.Text
            ? null
            : Guard(() => DocumentReader.Read(text, actual, options, stop)));

    private SpokenDocument ReadContainer(Stream container, DocumentFormat actual) =>
        Guard(() => DocumentReader.Read(container, actual, options, stop));

    // Of a folder of documents the others go on, whatever a parser makes of one of them.
    private static SpokenDocument Guard(Func<SpokenDocument> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not (DocumentException or OperationCanceledException or IOException
            or UnauthorizedAccessException or OutOfMemoryException))
        {
            throw new DocumentException(
                DocumentFailure.NotReadable, null, $"a parser failed ({e.GetType().Name}: {e.Message})", e);
        }
    }

    private TextDecoding Decoding(DocumentFormat actual) => new(
        encoding,
        actual == DocumentFormat.Html ? HtmlEncoding.Detect : null,
        TakesAnyKind: format == DocumentFormat.Text);

    private static void CheckLength(FileStream file, DocumentFormat format)
    {
        long most = DocumentFormats.MaxFileBytes(format);
        if (file.CanSeek && file.Length > most)
        {
            throw TooLarge(most);
        }
    }

    private static DocumentException TooLarge(long most) => new(
        DocumentFailure.TooLarge,
        null,
        string.Format(CultureInfo.CurrentCulture, "it has more than the {0:N0} bytes that can be read at most", most));

    // A FIFO gives its bytes once.
    private static Stream Seekable(FileStream file, DocumentFormat format)
    {
        if (file.CanSeek)
        {
            return file;
        }

        long most = DocumentFormats.MaxFileBytes(format);
        var whole = new MemoryStream();
        var buffer = new byte[1 << 16];
        int count;
        while ((count = file.Read(buffer, 0, buffer.Length)) > 0)
        {
            whole.Write(buffer, 0, count);
            if (whole.Length > most)
            {
                throw TooLarge(most);
            }
        }

        return whole;
    }

    private DocumentText Take(Func<(string? Text, SpokenDocument? Document)> read, string? path)
    {
        (DocumentText text, SpokenDocument? document, int? length) = Run(() =>
        {
            (string? source, SpokenDocument? narrated) = read();
            return (
                narrated is null ? new(cleaning.CleanText(source!)) : ChapterText.Of(narrated, cleaning),
                narrated,
                source?.Length);
        });
        if (document is null)
        {
            return text;
        }

        string name = path is null ? "The text" : $"'{path}'";
        foreach (string warning in document.Warnings)
        {
            streams.WriteWarning($"{name}: {warning}");
        }

        string leftOut = text.Document!.LeftOut;
        streams.WriteVerbose(string.Format(
            CultureInfo.CurrentCulture,
            length is null ? "{0}: {1:N0} characters{3}" : "{0}: {1:N0} of {2:N0} characters{3}",
            path is null ? "The text" : Path.GetFileName(path),
            text.Text.Length,
            length,
            leftOut.Length == 0 ? "" : $"; left out: {leftOut}"));
        return text;
    }

    private T Run<T>(Func<T> read) => BackgroundRead.Run(read, stop);
}
