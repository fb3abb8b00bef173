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
    public static string[] Keys { get; } =
        ["Album", "Track", "Genre", "Year", "Narrator", "Comment", "Publisher", "Copyright", "Language"];

    // Parameters of their own.
    private static readonly string[] s_parameters = ["Title", "Author", "Cover"];

    // ID3v2.3, 4.2.1 (TRCK), up to 65535: MP4's trkn has 16 bits for each.
    private const string TrackNumber =
        "0*(6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[1-9][0-9]{0,3})";

    private const string TrackWanted = "a number from 1 to 65535, or one of how many, as '3/12'";
    private const string LanguageWanted = "a language as in 'en' or 'en-GB', or a culture as of Get-Culture";

    private static readonly Regex s_track =
        new($@"^{TrackNumber}(/{TrackNumber})?\z", RegexOptions.CultureInvariant);

    // Four digits (ID3v2.3, 4.2.1, TYER), alone or before the rest of a date as ISO 8601 writes it. No book is of the
    // year 0: where it stands, nobody knew.
    private static readonly Regex s_year =
        new(@"^(?!0000)(?<year>[0-9]{4})(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])([T ].*)?)?)?\z",
            RegexOptions.CultureInvariant);

    // BCP 47, 2.1: a language of two or three letters (there are none of four or more), or a private or grandfathered
    // tag; then subtags. .NET and PowerShell people write an underline, too.
    private static readonly Regex s_language =
        new(@"^([a-z]{2,3}|[ix][-_][a-z0-9]{1,8})([-_][a-z0-9]{1,8})*\z",
            RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

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
            Track = Check(key, value, s_track, TrackWanted) is { } track && IsBeyondLast(track)
                ? throw Refused(key, track, TrackWanted)
                : value,
        },
        "Genre" => tags with { Genre = value },
        "Year" => tags with { Year = Check(key, value, s_year, "a year of four digits, or a date") },
        "Narrator" => tags with { Narrator = value },
        "Comment" => tags with { Comment = value },
        "Publisher" => tags with { Publisher = value },
        "Copyright" => tags with { Copyright = value },
        _ => tags with { Language = Check(key, value, s_language, LanguageWanted) },
    };

    private static string? TextOf(string key, object? value, int depth = 0)
    {
        object? single = ValueText.BaseOf(value);
        string? text = single switch
        {
            DateTime or DateTimeOffset when key == "Year" => YearOf((IFormattable)single),
#if NET8_0_OR_GREATER
            DateOnly when key == "Year" => YearOf((IFormattable)single),
#endif
            // Of the invariant culture, which has no language, it is empty.
            CultureInfo culture when key == "Language" => culture.Name,
            string or IDictionary => ValueText.Of(single),
            IEnumerable when depth == ValueText.MostNestedLists => throw new TagException(
                $"the lists in the value of {key} are nested too deeply, or one holds itself.", key),
            IEnumerable list => string.Join(
                ", ", list.Cast<object?>().Select(item => TextOf(key, item, depth + 1)).OfType<string>()),
            // As PowerShell itself makes text of numbers and dates: by the invariant culture.
            _ => ValueText.Of(single),
        };
        if (text is null)
        {
            string type = PSObject.AsPSObject(value!).TypeNames.FirstOrDefault() ?? "";
            string wanted = key == "Language" ? $"; it takes {LanguageWanted}" : "";
            throw new TagException($"the value of {key} is no text but a {type}{wanted}.", key);
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
        return !match.Success ? throw Refused(key, value, wanted)
            : match.Groups["year"] is { Success: true } year ? year.Value
            : value;
    }

    private static bool IsBeyondLast(string track)
    {
        string[] numbers = track.Split('/');
        return numbers.Length == 2 && NumberOf(numbers[0]) > NumberOf(numbers[1]);
    }

    private static int NumberOf(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private static TagException Refused(string key, string value, string wanted) =>
        new($"the value of {key} is '{value}'; it takes {wanted}.", key);

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
