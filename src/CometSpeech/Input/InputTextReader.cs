using System.Collections;
using System.Management.Automation;
using System.Text;
using CometSpeech.Errors;

namespace CometSpeech.Input;

/// <summary>
/// Decides what an input object says. A string is text even when PowerShell hung a path onto it, as
/// <c>Get-Content</c>'s lines have one; a file is read; a list is read piece by piece; any other object must have a
/// property that holds a text or a path.
/// </summary>
internal sealed class InputTextReader(PSCmdlet cmdlet, Encoding? encoding, CancellationToken stop)
{
    private static readonly string[] s_pathProperties = ["LiteralPath", "FullName", "PSPath"];

    /// <summary>How many pieces were read or refused so far: the number of the last one.</summary>
    public int Count { get; private set; }

    /// <summary>What the object says, piece by piece.</summary>
    public IEnumerable<InputText> Read(object? input)
    {
        object? value = input is PSObject wrapped ? wrapped.BaseObject : input;
        IEnumerable? items = value is byte[] or IDictionary ? null : LanguagePrimitives.GetEnumerable(value);
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

    private InputText ReadOne(object? input, object? value)
    {
        Count++;
        switch (value)
        {
            case null:
                return new InputText("", null, input);
            case string text:
                return new InputText(text, null, input);
            case ValueType:
                // Numbers, characters and dates, as PowerShell itself writes them.
                return new InputText(TextOf(value), null, input);
            case FileSystemInfo file:
                return ReadFile(file.FullName, input);
            case byte[]:
                return Refuse(InputErrors.InputIsBytes(), input);
            default:
                try
                {
                    return ReadProperties(input!);
                }
                catch (RecordValueException e)
                {
                    return Refuse(InputErrors.RecordUnusable(Count, null, e, input), input);
                }
        }
    }

    private IEnumerable<InputText> ReadItems(object list, IEnumerable items)
    {
        bool isEmpty = true;
        IEnumerator enumerator = items.GetEnumerator();
        while (true)
        {
            InputText? failed = null;
            try
            {
                if (!enumerator.MoveNext())
                {
                    break;
                }
            }
            catch (Exception e) when (e is not (PipelineStoppedException or FlowControlException))
            {
                Count++;
                var cause = new RecordValueException($"it ends with an error: {e.Message}", e);
                failed = Refuse(InputErrors.RecordUnusable(Count, null, cause, list), list);
            }

            if (failed is not null)
            {
                yield return failed;
                yield break;
            }

            isEmpty = false;
            foreach (InputText piece in Read(enumerator.Current))
            {
                yield return piece;
            }
        }

        // An empty list says nothing, as an empty file does. What merely can be enumerated is an object that was
        // mistaken for a text.
        if (isEmpty && (list is PSObject wrapped ? wrapped.BaseObject : list) is not ICollection)
        {
            Count++;
            yield return Refuse(InputErrors.InputHasNoText(list, RecordProperty.NamesOf(list)), list);
        }
    }

    private InputText ReadProperties(object input)
    {
        if (RecordProperty.Exists(input, "Text"))
        {
            return new InputText(TextOf(RecordProperty.Get(input, "Text")), null, input);
        }

        foreach (string name in s_pathProperties)
        {
            if (TextOf(RecordProperty.Get(input, name)) is { Length: > 0 } literal)
            {
                return ReadFile(InputPath.ResolveLiteral(cmdlet, literal), input);
            }
        }

        return Refuse(InputErrors.InputHasNoText(input, RecordProperty.NamesOf(input)), input);
    }

    private static string TextOf(object? value) => LanguagePrimitives.ConvertTo<string>(value) ?? "";

    private InputText ReadFile(string? path, object? source)
    {
        if (path is null)
        {
            return new InputText(null, "", source);
        }

        ErrorRecord error;
        try
        {
            return new InputText(TextFile.Read(path, encoding, stop), path, source);
        }
        catch (DecoderFallbackException e)
        {
            error = InputErrors.FileNotText(path, e);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            error = InputErrors.FileNotFound(path, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Asked only now: on a share that is gone the question may take as long as the read.
            error = Directory.Exists(path) ? InputErrors.InputIsFolder(path) : InputErrors.FileNotReadable(path, e);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }

        cmdlet.WriteError(error);
        return new InputText(null, path, source);
    }

    private InputText Refuse(ErrorRecord error, object? source)
    {
        cmdlet.WriteError(error);
        return new InputText(null, null, source);
    }
}
