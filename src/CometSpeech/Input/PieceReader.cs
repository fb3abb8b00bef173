using System.Management.Automation;
using System.Text;
using CometSpeech.Core.Documents;
using CometSpeech.Errors;
using CometSpeech.Input.Documents;
using CometSpeech.Input.Files;
using CometSpeech.Input.Records;

namespace CometSpeech.Input;

/// <summary>Reads what a single file, string or array of bytes says, or tells why it cannot be read.</summary>
/// <param name="documents">Reads files, and strings that are documents.</param>
/// <param name="joinsLines">Whether strings that follow each other are the lines of one text.</param>
internal sealed class PieceReader(DocumentInput documents, bool joinsLines)
{
    // Select-Object and remoting put a word before it.
    private static readonly string s_spokenText = typeof(SpokenText).FullName!;

    /// <summary>Whether bytes are read: what they are has been named.</summary>
    public bool ReadsBytes => documents.Format is not null;

    /// <summary>The text of a file; null is a path that names none, whose error has been written.</summary>
    public InputText ReadFile(string? path, object? source)
    {
        if (path is null)
        {
            return new InputText(null, "", source);
        }

        Func<RecordName, ErrorRecord> error;
        try
        {
            return Take(documents.ReadFile(path), path, source);
        }
        catch (DecoderFallbackException e)
        {
            error = _ => InputErrors.FileNotText(path, e);
        }
        catch (FileKindException e)
        {
            error = _ => e.IsNamed ? DocumentErrors.FormatNotSupported(path, e) : InputErrors.FileNotText(path, e);
        }
        catch (DocumentException e)
        {
            error = _ => DocumentErrors.FileNotReadable(path, e);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            error = _ => InputErrors.FileNotFound(path, e);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            error = _ => InputErrors.NameForbidden(path, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Asked only now: on a share that is gone the question may take as long as the read.
            error = Directory.Exists(path)
                ? _ => InputErrors.InputIsFolder(path)
                : _ => InputErrors.FileNotReadable(path, e);
        }

        return new InputText(null, path, source, error);
    }

    /// <summary>What bytes say in the format that is named, where <see cref="ReadsBytes"/>.</summary>
    public InputText ReadBytes(byte[] bytes, object? source)
    {
        try
        {
            return Take(documents.ReadBytes(bytes), null, source);
        }
        catch (Exception e) when (e is DecoderFallbackException or FileKindException)
        {
            return Refuse(name => DocumentErrors.BytesNotText(name, e, source), source);
        }
        catch (DocumentException e)
        {
            return Refuse(name => DocumentErrors.NotReadable(name.ToString(), e, source), source);
        }
    }

    /// <summary>What a string says, or the line of a document.</summary>
    public InputText ReadString(string text, object? source)
    {
        if (documents.Format is { } format && !DocumentFormats.IsText(format))
        {
            // All lines of what Get-Content made of it are no text for one cause.
            return Refuse(name => DocumentErrors.StringIsNoFile(name, format, source), source) with
            {
                Cause = nameof(DocumentErrors.StringIsNoFile),
                IsErrorOfAll = true,
            };
        }

        // What has a line break inside is a whole text: Get-Content's lines have none.
        bool isLine = joinsLines && documents.ReadsStrings && text.TrimEnd().IndexOf('\n') < 0;
        return isLine ? new InputText(text, null, source) { ReadLines = documents.ReadText } : ReadText(text, source);
    }

    /// <summary>
    /// What an object's property says. A copy of what <c>ConvertTo-SpokenText</c> put out is spoken text as well.
    /// </summary>
    public InputText ReadProperty(string text, object source) =>
        PSObject.AsPSObject(source).TypeNames.Any(type => type.EndsWith(s_spokenText, StringComparison.Ordinal))
            ? new InputText(text, null, source)
            : ReadText(text, source);

    /// <summary>What an XML node says whose text is markup; null when it is none.</summary>
    public InputText? ReadMarkup(object value, object source) =>
        documents.ReadsStrings && MarkupNode.TextOf(value) is { } text ? ReadText(text, source) : null;

    /// <summary>A piece without a text.</summary>
    public static InputText Refuse(Func<RecordName, ErrorRecord> error, object? source) =>
        new(null, null, source, error);

    // What an object holds is a text of its own, and not a line of its neighbour's.
    private InputText ReadText(string text, object? source)
    {
        if (!documents.ReadsStrings)
        {
            return new InputText(text, null, source);
        }

        try
        {
            return Take(documents.ReadText(text), null, source);
        }
        catch (DocumentException e)
        {
            return Refuse(name => DocumentErrors.NotReadable(name.ToString(), e, source), source);
        }
    }

    private static InputText Take(DocumentText text, string? path, object? source) => new(text.Text, path, source)
    {
        Chapters = text.Chapters,
        Document = text.Document,
    };
}
