using System.Globalization;
using System.Management.Automation;

namespace CometSpeech.Input;

/// <summary>
/// A parameter whose value may change from record to record. What is given by hand counts for all records, as it does
/// when PowerShell binds; else a script block gives it, or the record's property of that name.
/// </summary>
/// <param name="name">The parameter's name.</param>
/// <param name="given">What was given by hand: a value or a <see cref="RecordScript"/>; null when nothing was.</param>
internal sealed class RecordParameter(string name, object? given)
{
    private readonly object? _given = given is PSObject wrapped ? wrapped.BaseObject : given;

    /// <summary>The parameter's name.</summary>
    public string Name => name;

    /// <summary>Whether a value or a script block was given by hand.</summary>
    public bool IsGiven => _given is not null;

    /// <summary>Whether a script block was given by hand.</summary>
    public bool IsScript => _given is RecordScript;

    /// <summary>Whether the record has a say in it.</summary>
    public bool IsSaidBy(object? record) => IsScript || (!IsGiven && RecordProperty.Exists(record, name));

    /// <summary>The record's text for it; null when there is none or it is blank.</summary>
    /// <exception cref="RecordValueException">It cannot be had, or is no text.</exception>
    public string? GetText(object? record) => Get(record, typeof(string)) as string;

    /// <summary>The record's number for it; null when there is none or it is blank.</summary>
    /// <exception cref="RecordValueException">It cannot be had, or is no number.</exception>
    public double? GetNumber(object? record) => Get(record, typeof(double)) as double?;

    /// <summary>Whether a value stands for none, as an empty cell of a table does.</summary>
    public static bool IsBlank(object? value) =>
        value is null || (value is string text && string.IsNullOrWhiteSpace(text));

    /// <summary>Converts as PowerShell's binder does, for which a list is no text either.</summary>
    /// <exception cref="InvalidCastException">It cannot be converted.</exception>
    public static object ConvertTo(object? value, Type type) => LanguagePrimitives.GetEnumerable(value) is null
        ? LanguagePrimitives.ConvertTo(value, type, CultureInfo.InvariantCulture)
        : throw new InvalidCastException($"A list is no {type.Name}.");

    private object? Get(object? record, Type type)
    {
        if (IsGiven && !IsScript)
        {
            // Converted and judged when it was bound.
            return _given;
        }

        object? value = Find(record);
        value = value is PSObject wrapped ? wrapped.BaseObject : value;
        if (IsBlank(value))
        {
            return null;
        }

        try
        {
            return ConvertTo(value, type);
        }
        catch (InvalidCastException e)
        {
            string kind = type == typeof(double) ? "number" : "text";
            throw new RecordValueException($"its {name} '{value}' is no {kind}.", null, e);
        }
    }

    private object? Find(object? record)
    {
        if (_given is not RecordScript script)
        {
            return RecordProperty.Get(record, name);
        }

        try
        {
            return script.Invoke(record);
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            throw new RecordValueException($"the script block for -{name} failed: {e.Message}", e);
        }
    }
}
