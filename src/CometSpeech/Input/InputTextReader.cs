using System.Collections;
using System.Management.Automation;
using System.Text;
using CometSpeech.Core.Documents;
using CometSpeech.Errors;
using CometSpeech.Input.Documents;
using CometSpeech.Input.Files;
using CometSpeech.Input.Records;

namespace CometSpeech.Input;

/// <summary>
/// Decides what an input object says. A string is text even when PowerShell hung a path onto it, as
/// <c>Get-Content</c>'s lines have one; a file is read; a list is read piece by piece; any other object must have a
/// property that holds a text or a path.
/// </summary>
/// <param name="cmdlet">Finds paths, and writes the errors of those that name nothing.</param>
/// <param name="documents">Reads files, and strings that are documents.</param>
/// <param name="joinsLines">Whether strings that follow each other are the lines of one text.</param>
internal sealed class InputTextReader(PSCmdlet cmdlet, DocumentInput documents, bool joinsLines)
{
    private static readonly string[] s_pathProperties = ["LiteralPath", "FullName", "PSPath"];

    // Select-Object and remoting put a word before it.
    private static readonly string s_spokenText = typeof(SpokenText).FullName!;

    // What the pipeline takes to pieces that mean nothing alone: bytes, and what Format-Table and its like put out.
    private enum Fragment { None, Bytes, Format }

    // The lists that are being read, one inside the other.
    private readonly Stack<IEnumerable> _open = new();

    private Fragment _last;

    /// <summary>How many pieces were read or refused so far: the number of the last one.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// What the object says, piece by piece; nothing for an object that goes on with what was refused before.
    /// </summary>
    public IEnumerable<InputText> Read(object? input)
    {
        object? value = ValueText.BaseOf(input);
        Fragment fragment = value is byte[] && documents.Format is not null ? Fragment.None : FragmentOf(value);
        bool goesOn = fragment != Fragment.None && fragment == _last;
        _last = fragment;
        if (goesOn)
        {
            return [];
        }

        IEnumerable? items;
        try
        {
            items = value is byte[] or IDictionary ? null : ValueText.ItemsOf(value);
        }
        catch (RecordValueException e)
        {
            Count++;
            return [Refuse(name => InputErrors.RecordUnusable(name, e, input), input)];
        }

        // An object with a text is no list of its parts.
        bool isOne = items is null || RecordProperty.Exists(input, "Text");
        return isOne ? [ReadOne(input, value)] : ReadItems(input!, items!);
    }

    /// <summary>The text of a file; null is a path that names none, whose error has been written.</summary>
    public InputText ReadFile(string? path)
    {
        Count++;
        return ReadFile(path, null);
    }

    private static Fragment FragmentOf(object? value) =>
        value is byte or byte[] ? Fragment.Bytes
        : ValueText.IsFormatData(value) ? Fragment.Format
        : Fragment.None;

    private InputText ReadOne(object? input, object? value)
    {
        Count++;
        if (_last == Fragment.Bytes)
        {
            return Refuse(name => InputErrors.InputIsBytes(name, null, input), input);
        }

        if (value is FileSystemInfo file)
        {
            return ReadFile(file.FullName, input);
        }

        if (value is SpokenText spoken)
        {
            return new InputText(spoken.Text, null, input) { Document = spoken.Document };
        }

        if (value is byte[] bytes)
        {
            return ReadBytes(bytes, input);
        }

        if (ValueText.Of(value) is { } text)
        {
            return ReadString(text, input);
        }

        try
        {
            return ReadProperties(input!, value!);
        }
        catch (RecordValueException e)
        {
            return Refuse(name => InputErrors.RecordUnusable(name, e, input), input);
        }
    }

    private IEnumerable<InputText> ReadItems(object list, IEnumerable items)
    {
        if (_open.Contains(items))
        {
            Count++;
            var cause = new RecordValueException("it is a list that holds itself.");
            yield return Refuse(name => InputErrors.RecordUnusable(name, cause, list), list);
            yield break;
        }

        bool isEmpty = true;
        IEnumerator? enumerator = null;
        _open.Push(items);
        try
        {
            while (true)
            {
                InputText? failed = null;
                object? item = null;
                try
                {
                    enumerator ??= items.GetEnumerator();
                    if (!enumerator.MoveNext())
                    {
                        break;
                    }

                    item = enumerator.Current;
                }
                catch (Exception e) when (e is not (PipelineStoppedException or FlowControlException))
                {
                    Count++;
                    var cause = new RecordValueException($"it ends with an error: {e.Message}", e);
                    failed = Refuse(name => InputErrors.RecordUnusable(name, cause, list), list);
                }

                if (failed is not null)
                {
                    yield return failed;
                    yield break;
                }

                isEmpty = false;
                foreach (InputText piece in Read(item))
                {
                    yield return piece;
                }
            }
        }
        finally
        {
            _open.Pop();
            (enumerator as IDisposable)?.Dispose();
        }

        // An empty list says nothing, as an empty file does. What merely can be enumerated is an object that was
        // mistaken for a text.
        if (isEmpty && ValueText.BaseOf(list) is not ICollection)
        {
            Count++;
            yield return Refuse(name => InputErrors.InputHasNoText(name, list), list);
        }
    }

    private InputText ReadProperties(object input, object value)
    {
        if (RecordProperty.Exists(input, "Text"))
        {
            object? held = RecordProperty.Get(input, "Text");
            return ValueText.OfProperty(held) is { } text ? ReadHeld(text, input)
                : ValueText.IsBytes(held) ? Refuse(name => InputErrors.InputIsBytes(name, "Text", input), input)
                : Refuse(name => InputErrors.PropertyHasNoText(name, "Text", held!, input), input);
        }

        if (documents.ReadsStrings && MarkupNode.TextOf(value) is { } markup)
        {
            return ReadText(markup, input);
        }

        // An environment variable has a path, though not one of a file.
        string[] names = value is DictionaryEntry ? [] : s_pathProperties;
        foreach (string name in names)
        {
            if (ValueText.Of(RecordProperty.Get(input, name)) is { Length: > 0 } literal)
            {
                return ReadFile(InputPath.ResolveLiteral(cmdlet, literal), input);
            }
        }

        // All rows of a table lack the column that the first one lacks.
        IEnumerable<string> shape = [.. PSObject.AsPSObject(input).TypeNames, .. RecordProperty.NamesOf(input)];
        return Refuse(name => InputErrors.InputHasNoText(name, input), input) with { Cause = string.Join("\n", shape) };
    }

    private InputText ReadFile(string? path, object? source)
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

    private InputText ReadBytes(byte[] bytes, object? source)
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

    private InputText ReadString(string text, object? source)
    {
        if (documents.Format is { } format && !DocumentFormats.IsText(format))
        {
            // All lines of what Get-Content made of it are no text for one cause.
            return Refuse(name => DocumentErrors.StringIsNoFile(name, format, source), source) with
            {
                Cause = nameof(DocumentErrors.StringIsNoFile),
            };
        }

        // What has a line break inside is a whole text: Get-Content's lines have none.
        bool isLine = joinsLines && documents.ReadsStrings && text.TrimEnd().IndexOf('\n') < 0;
        return isLine ? new InputText(text, null, source) { ReadLines = documents.ReadText } : ReadText(text, source);
    }

    // A copy of what ConvertTo-SpokenText put out is spoken text as well.
    private InputText ReadHeld(string text, object source) =>
        PSObject.AsPSObject(source).TypeNames.Any(type => type.EndsWith(s_spokenText, StringComparison.Ordinal))
            ? new InputText(text, null, source)
            : ReadText(text, source);

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

    private static InputText Refuse(Func<RecordName, ErrorRecord> error, object? source) =>
        new(null, null, source, error);
}
