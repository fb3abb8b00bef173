using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Xml;
using CometSpeech.Catalog;
using CometSpeech.Core.Api.Failures;

namespace CometSpeech.Input.Records;

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

    /// <summary>The record's voice; null when there is none or it is blank.</summary>
    /// <param name="record">The record.</param>
    /// <param name="isListed">
    /// Whether the voice, or the record it is of, is an object of <c>Get-CometVoice</c>: a server has that voice,
    /// whatever it is called.
    /// </param>
    /// <exception cref="RecordValueException">It cannot be had, or is no text.</exception>
    public string? GetVoice(object? record, out bool isListed)
    {
        object? value = IsGiven && !IsScript ? _given : Find(record);
        string? voice = IsBlank(ValueText.BaseOf(value)) ? null : (string)ReadValue(value, typeof(string));
        isListed = voice is not null
            && (NamedObject.VoiceOf(value) is not null || NamedObject.VoiceOf(record) == voice);
        return voice;
    }

    /// <summary>The record's number for it; null when there is none or it is blank.</summary>
    /// <exception cref="RecordValueException">It cannot be had, or is no number.</exception>
    public double? GetNumber(object? record) => Get(record, typeof(double)) as double?;

    /// <summary>Whether a value stands for none, as an empty cell of a table does.</summary>
    public static bool IsBlank(object? value) =>
        value is null or DBNull or ICollection { Count: 0 }
        || (value is string text && string.IsNullOrWhiteSpace(text));

    /// <summary>
    /// Converts to a string or a double. Not as PowerShell does, which makes a string of any object and 3 of "0,3": a
    /// number is written as the user's culture or the invariant one does, without signs between thousands.
    /// </summary>
    /// <exception cref="InvalidCastException">It cannot be converted; the message begins with the value.</exception>
    public static object ConvertTo(object? value, Type type)
    {
        if (type == typeof(string) && NamedObject.NameOf(value) is { } name)
        {
            return name;
        }

        object? single = ValueText.BaseOf(value);
        if (single is not XmlNode && ValueText.ItemsOf(single) is { } list)
        {
            string[] items = [.. list.Cast<object?>().Select(Quote)];
            throw new InvalidCastException(
                $"{string.Join(", ", items)} {(items.Length == 1 ? "is a list" : $"are {items.Length} values")}, "
                    + "where one value is meant");
        }

        if (type != typeof(double))
        {
            return (single is FileSystemInfo file ? file.FullName : ValueText.OfProperty(single))
                ?? throw new InvalidCastException($"{Quote(single)} is no text");
        }

        return ToNumber(single) ?? throw new InvalidCastException(
            string.Format(CultureInfo.CurrentCulture, "{0} is no number such as {1}", Quote(single), 0.5));
    }

    // An object without a text is called by its type.
    private static string Quote(object? value) => ValueText.Of(value) is { } text
        ? $"'{SafeText.Clean(text, null, RecordName.QuotedLength)}'"
        : $"({PSObject.AsPSObject(value).TypeNames.FirstOrDefault()})";

    private static double? ToNumber(object? value)
    {
        if (value is not Enum && Convert.GetTypeCode(value) is >= TypeCode.SByte and <= TypeCode.Decimal)
        {
            return Convert.ToDouble(value, CultureInfo.InvariantCulture);
        }

        string? text = value is string or char or XmlNode ? ValueText.OfProperty(value) : null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.CurrentCulture, out double number)
            || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number)
                ? number
                : null;
    }

    private object? Get(object? record, Type type)
    {
        if (IsGiven && !IsScript)
        {
            // Converted and judged when it was bound.
            return _given;
        }

        object? value = Find(record);
        return IsBlank(ValueText.BaseOf(value)) ? null : ReadValue(value, type);
    }

    private object ReadValue(object? value, Type type)
    {
        try
        {
            return ConvertTo(value, type);
        }
        catch (InvalidCastException e)
        {
            throw new RecordValueException($"its {name} {e.Message}.", null, e);
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
