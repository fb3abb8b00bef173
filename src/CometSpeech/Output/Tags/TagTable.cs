using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;
using CometSpeech.Core.Audio.Tags;
using CometSpeech.Input;

namespace CometSpeech.Output.Tags;

/// <summary>
/// Reads the hashtable of <c>-Tag</c>: keys in any case, values of any type that has a text. What is blank says that
/// nothing is to be written, whatever a document says.
/// </summary>
internal static class TagTable
{
    /// <summary>The keys that there are.</summary>
    public static IReadOnlyList<string> Keys { get; } =
        ["Album", "Track", "Genre", "Year", "Narrator", "Comment", "Publisher", "Copyright", "Language"];

    // Parameters of their own.
    private static readonly string[] s_parameters = ["Title", "Author", "Cover"];

    // ID3v2.3, 4.2.1 (TRCK), and what MP4's trkn has room for.
    private static readonly Regex s_track =
        new("^0*[1-9][0-9]{0,4}(/0*[1-9][0-9]{0,4})?$", RegexOptions.CultureInvariant);

    // Four digits (ID3v2.3, 4.2.1, TYER), alone or before the rest of a date as ISO 8601 writes it.
    private static readonly Regex s_year = new("^(?<year>[0-9]{4})(-|$)", RegexOptions.CultureInvariant);

    /// <summary>Puts the entries into tags.</summary>
    /// <exception cref="TagException">A key is unknown, or a value cannot be one.</exception>
    public static AudioTags Apply(IDictionary table, AudioTags tags)
    {
        foreach (DictionaryEntry entry in table)
        {
            string name = ValueText.Of(entry.Key)?.Trim() ?? "";
            string key = Keys.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw Unknown(name);
            tags = Set(tags, key, TextOf(key, entry.Value));
        }

        return tags;
    }

    private static AudioTags Set(AudioTags tags, string key, string? value) => key switch
    {
        "Album" => tags with { Album = value },
        "Track" => tags with
        {
            Track = Check(key, value, s_track, "a number from 1 on, or one of how many, as '3/12'"),
        },
        "Genre" => tags with { Genre = value },
        "Year" => tags with { Year = Check(key, value, s_year, "a year of four digits, or a date") },
        "Narrator" => tags with { Narrator = value },
        "Comment" => tags with { Comment = value },
        "Publisher" => tags with { Publisher = value },
        "Copyright" => tags with { Copyright = value },
        _ => tags with { Language = value },
    };

    private static string? TextOf(string key, object? value)
    {
        object? single = ValueText.BaseOf(value);
        string? text = single switch
        {
            DateTime or DateTimeOffset when key == "Year" => YearOf((IFormattable)single),
#if NET8_0_OR_GREATER
            DateOnly when key == "Year" => YearOf((IFormattable)single),
#endif
            string or IDictionary => ValueText.Of(single),
            IEnumerable list => string.Join(
                ", ", list.Cast<object?>().Select(item => TextOf(key, item)).OfType<string>()),
            // As PowerShell itself makes text of numbers and dates: by the invariant culture.
            _ => ValueText.Of(single),
        };
        if (text is null)
        {
            throw new TagException(
                $"the value of {key} is no text but a {PSObject.AsPSObject(value!).TypeNames.FirstOrDefault()}.", key);
        }

        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    private static string YearOf(IFormattable date) => date.ToString("yyyy", CultureInfo.InvariantCulture);

    private static string? Check(string key, string? value, Regex expression, string wanted)
    {
        if (value is null)
        {
            return null;
        }

        Match match = expression.Match(value);
        return !match.Success ? throw new TagException($"the value of {key} is '{value}'; it takes {wanted}.", key)
            : match.Groups["year"] is { Success: true } year ? year.Value
            : value;
    }

    private static TagException Unknown(string name)
    {
        string? parameter =
            s_parameters.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
        return new TagException(
            parameter is null
                ? $"it has no key '{name}'. The keys are {string.Join(", ", Keys)}."
                : $"'{name}' is a parameter of its own, -{parameter}. The keys are {string.Join(", ", Keys)}.",
            name);
    }
}
