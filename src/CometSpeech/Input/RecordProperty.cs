using System.Collections;
using System.Management.Automation;

namespace CometSpeech.Input;

/// <summary>
/// Reads a property of an input object, or an entry of a dictionary, by its name without regard to case.
/// </summary>
internal static class RecordProperty
{
    /// <summary>Whether the record has it, whatever its value.</summary>
    public static bool Exists(object? record, string name) => Find(record, name) is not null;

    /// <summary>Its value; null when the record has no such property.</summary>
    /// <exception cref="RecordValueException">The property's getter failed.</exception>
    public static object? Get(object? record, string name)
    {
        try
        {
            return Find(record, name)?.Value;
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            throw new RecordValueException($"its property {name} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The names of all.</summary>
    public static IEnumerable<string> NamesOf(object record) => BaseOf(record) is IDictionary dictionary
        ? dictionary.Keys.Cast<object>().Select(key => key.ToString() ?? "")
        : PSObject.AsPSObject(record).Properties.Select(property => property.Name);

    /// <summary>The property itself, whose value is not asked for; of a dictionary the entry as a note.</summary>
    public static PSPropertyInfo? Find(object? record, string name)
    {
        if (record is null)
        {
            return null;
        }

        if (BaseOf(record) is not IDictionary dictionary)
        {
            return PSObject.AsPSObject(record).Properties[name];
        }

        foreach (DictionaryEntry entry in dictionary)
        {
            if (string.Equals(entry.Key.ToString(), name, StringComparison.OrdinalIgnoreCase))
            {
                return new PSNoteProperty(name, entry.Value);
            }
        }

        return null;
    }

    private static object BaseOf(object record) => record is PSObject wrapped ? wrapped.BaseObject : record;
}
