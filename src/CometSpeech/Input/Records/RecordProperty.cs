using System.Collections;
using System.Management.Automation;

namespace CometSpeech.Input.Records;

/// <summary>
/// Reads a property of an input object, or an entry of a dictionary, by its name without regard to case; of a row of a
/// table without regard to blanks around it.
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
    public static IEnumerable<string> NamesOf(object record) => ValueText.BaseOf(record) is IDictionary dictionary
        ? dictionary.Keys.Cast<object>().Select(key => key.ToString() ?? "")
        : PSObject.AsPSObject(record).Properties.Select(property => property.Name);

    /// <summary>The property itself, whose value is not asked for; of a dictionary the entry as a note.</summary>
    public static PSPropertyInfo? Find(object? record, string name)
    {
        if (record is null)
        {
            return null;
        }

        object value = ValueText.BaseOf(record)!;
        if (value is not IDictionary dictionary)
        {
            PSMemberInfoCollection<PSPropertyInfo> properties = PSObject.AsPSObject(record).Properties;
            return properties[name] is { } exact || value is not PSCustomObject
                ? properties[name]
                : properties.FirstOrDefault(property => IsCalled(property.Name, name));
        }

        foreach (DictionaryEntry entry in dictionary)
        {
            if (IsCalled(entry.Key.ToString() ?? "", name))
            {
                return new PSNoteProperty(name, entry.Value);
            }
        }

        return null;
    }

    // A table's head may hold blanks, and the first column's name a byte-order mark that the reader left there.
    private static bool IsCalled(string key, string name) =>
        key.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0
        && key.Trim().Trim('\uFEFF').Equals(name, StringComparison.OrdinalIgnoreCase);
}
