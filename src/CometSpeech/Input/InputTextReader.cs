using System.Collections;
using System.Management.Automation;
using CometSpeech.Errors;
using CometSpeech.Input.Files;
using CometSpeech.Input.Records;

namespace CometSpeech.Input;

/// <summary>
/// Decides what an input object says. A string is text even when PowerShell hung a path onto it, as
/// <c>Get-Content</c>'s lines have one; a file is read; a list is read piece by piece; any other object must have a
/// property that holds a text or a path.
/// </summary>
/// <param name="cmdlet">Finds paths, and writes the errors of those that name nothing.</param>
/// <param name="pieces">Reads what files, strings and bytes hold.</param>
internal sealed class InputTextReader(PSCmdlet cmdlet, PieceReader pieces)
{
    private static readonly string[] s_pathProperties = ["LiteralPath", "FullName", "PSPath"];

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
        Fragment fragment = value is byte[] && pieces.ReadsBytes ? Fragment.None : FragmentOf(value);
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
            return new[] { PieceReader.Refuse(name => InputErrors.RecordUnusable(name, e, input), input) };
        }

        // An object with a text is no list of its parts.
        bool isOne = items is null || RecordProperty.Exists(input, "Text");
        return isOne ? new[] { ReadOne(input, value) } : ReadItems(input!, items!);
    }

    /// <summary>The text of a file; null is a path that names none, whose error has been written.</summary>
    public InputText ReadFile(string? path)
    {
        Count++;
        return pieces.ReadFile(path, null);
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
            return PieceReader.Refuse(name => InputErrors.InputIsBytes(name, null, input), input);
        }

        if (value is FileSystemInfo file)
        {
            return pieces.ReadFile(file.FullName, input);
        }

        if (value is SpokenText spoken)
        {
            return new InputText(spoken.Text, null, input)
            {
                Document = spoken.Document, IsPronounced = spoken.IsPronounced,
            };
        }

        if (value is byte[] bytes)
        {
            return pieces.ReadBytes(bytes, input);
        }

        if (ValueText.Of(value) is { } text)
        {
            return pieces.ReadString(text, input);
        }

        try
        {
            return ReadProperties(input!, value!);
        }
        catch (RecordValueException e)
        {
            return PieceReader.Refuse(name => InputErrors.RecordUnusable(name, e, input), input);
        }
    }

    private IEnumerable<InputText> ReadItems(object list, IEnumerable items)
    {
        if (_open.Contains(items))
        {
            Count++;
            var cause = new RecordValueException("it is a list that holds itself.");
            yield return PieceReader.Refuse(name => InputErrors.RecordUnusable(name, cause, list), list);
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
                    failed = PieceReader.Refuse(name => InputErrors.RecordUnusable(name, cause, list), list);
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
            yield return PieceReader.Refuse(name => InputErrors.InputHasNoText(name, list), list);
        }
    }

    private InputText ReadProperties(object input, object value)
    {
        if (RecordProperty.Exists(input, "Text"))
        {
            object? held = RecordProperty.Get(input, "Text");
            return ValueText.OfProperty(held) is { } text ? pieces.ReadProperty(text, input)
                : ValueText.IsBytes(held)
                    ? PieceReader.Refuse(name => InputErrors.InputIsBytes(name, "Text", input), input)
                : PieceReader.Refuse(name => InputErrors.PropertyHasNoText(name, "Text", held!, input), input);
        }

        if (pieces.ReadMarkup(value, input) is { } markup)
        {
            return markup;
        }

        // An environment variable has a path, though not one of a file.
        string[] names = value is DictionaryEntry ? [] : s_pathProperties;
        foreach (string name in names)
        {
            if (ValueText.Of(RecordProperty.Get(input, name)) is { Length: > 0 } literal)
            {
                return pieces.ReadFile(InputPath.ResolveLiteral(cmdlet, literal), input);
            }
        }

        // All rows of a table lack the column that the first one lacks.
        IEnumerable<string> shape = PSObject.AsPSObject(input).TypeNames.Concat(RecordProperty.NamesOf(input));
        return PieceReader.Refuse(name => InputErrors.InputHasNoText(name, input), input) with
        {
            Cause = string.Join("\n", shape),
        };
    }
}
