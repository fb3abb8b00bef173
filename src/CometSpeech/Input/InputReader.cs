using System.Collections;
using System.Management.Automation;
using System.Text;
using CometSpeech.Errors;

namespace CometSpeech.Input;

/// <summary>
/// Decides what an input object says. A string is text even when PowerShell hung a path onto it, as <c>Get-Content</c>'s lines
/// have one; a file is read; any other object must have a property that holds the one or the other.
/// </summary>
internal sealed class InputReader(PSCmdlet cmdlet, Encoding? encoding)
{
    private static readonly string[] s_pathProperties = ["LiteralPath", "FullName", "PSPath"];

    /// <summary>What the object says, piece by piece; null stands for a piece that cannot be read, whose error has been written.</summary>
    public IEnumerable<InputText?> Read(object? input)
    {
        object? value = input is PSObject wrapped ? wrapped.BaseObject : input;
        switch (value)
        {
            case null:
                return [new InputText("", null)];
            case string text:
                return [new InputText(text, null)];
            case ValueType:
                // Numbers, characters and dates, as PowerShell itself writes them.
                return [new InputText(LanguagePrimitives.ConvertTo<string>(value), null)];
            case FileInfo file:
                return [ReadFile(file.FullName)];
            case DirectoryInfo folder:
                cmdlet.WriteError(InputErrors.InputIsFolder(folder.FullName));
                return [null];
            case byte[]:
                cmdlet.WriteError(InputErrors.InputIsBytes());
                return [null];
            case IDictionary dictionary:
                return ReadProperties(new PSObject(dictionary), name => Lookup(dictionary, name), dictionary.Keys.Cast<object>().Select(key => key.ToString() ?? ""));
            case IEnumerable items:
                return items.Cast<object?>().SelectMany(Read);
            default:
                PSObject record = input as PSObject ?? new PSObject(value);
                return ReadProperties(record, name => record.Properties[name], record.Properties.Select(property => property.Name));
        }
    }

    /// <summary>The text of a file, or null after its error has been written.</summary>
    public InputText? ReadFile(string path)
    {
        try
        {
            return new InputText(TextFile.Read(path, encoding), path);
        }
        catch (DecoderFallbackException e)
        {
            cmdlet.WriteError(InputErrors.FileNotText(path, e));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            cmdlet.WriteError(InputErrors.FileNotReadable(path, e));
        }

        return null;
    }

    private static PSNoteProperty? Lookup(IDictionary dictionary, string name)
    {
        foreach (DictionaryEntry entry in dictionary)
        {
            if (string.Equals(entry.Key.ToString(), name, StringComparison.OrdinalIgnoreCase))
            {
                return new PSNoteProperty(name, entry.Value);
            }
        }

        return null;
    }

    private IEnumerable<InputText?> ReadProperties(PSObject record, Func<string, PSPropertyInfo?> property, IEnumerable<string> names)
    {
        if (property("Text") is { } text)
        {
            return [new InputText(LanguagePrimitives.ConvertTo<string>(text.Value) ?? "", null)];
        }

        foreach (string name in s_pathProperties)
        {
            if (property(name)?.Value is { } path && LanguagePrimitives.ConvertTo<string>(path) is { Length: > 0 } literal)
            {
                return InputPath.ResolveLiteral(cmdlet, literal) is { } resolved ? [ReadFile(resolved)] : [null];
            }
        }

        cmdlet.WriteError(InputErrors.InputHasNoText(record, names));
        return [null];
    }
}
