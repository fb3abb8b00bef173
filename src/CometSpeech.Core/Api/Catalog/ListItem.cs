using System.Globalization;
using System.Text.Json;
using CometSpeech.Core.Api.Failures;

namespace CometSpeech.Core.Api.Catalog;

/// <summary>
/// An entry of a service's list, whose fields may be missing, of another type than is documented, or made to harm.
/// </summary>
/// <param name="Element">The entry: an object, or a string that is its id.</param>
/// <param name="Secret">The key that was sent, which nothing may repeat; null when none was.</param>
internal readonly record struct ListItem(JsonElement Element, string? Secret)
{
    // Longer than any name that is known, by five times.
    private const int MaxTextLength = 512;

    /// <summary>
    /// What names the entry: the first of these fields that is there, or the entry itself. Null where it is blank, or
    /// not what a person would see of it: it is sent back to the service, and must be that and nothing else.
    /// </summary>
    public string? FindId(params string[] names)
    {
        string? id = StringOf(Element);
        foreach (string name in names)
        {
            id ??= StringOf(Find(name));
        }

        id = id?.Trim();
        return id is { Length: > 0 and <= MaxTextLength } && id == Clean(id) ? id : null;
    }

    /// <summary>The first of these fields that holds a text, as one clean line; null where none does.</summary>
    public string? FindText(params string[] names)
    {
        foreach (string name in names)
        {
            if (StringOf(Find(name)) is { } text && Clean(text) is { Length: > 0 } clean)
            {
                return clean;
            }
        }

        return null;
    }

    /// <summary>The texts of a field that holds a list of them, or one; empty where it holds neither.</summary>
    public string[] FindTexts(string name)
    {
        JsonElement? field = Find(name);
        return field is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select(item => StringOf(item)).OfType<string>()]
            : StringOf(field) is { } text ? [text] : [];
    }

    /// <summary>A field that holds an object; null where it holds none.</summary>
    public ListItem? FindObject(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Object } inner ? this with { Element = inner } : null;

    /// <summary>A number that is 0 or more, which may be written as a string; null where there is none.</summary>
    public decimal? FindNumber(string name)
    {
        JsonElement? field = Find(name);
        decimal number = -1;
        bool isNumber = field is { ValueKind: JsonValueKind.Number } told
            ? told.TryGetDecimal(out number)
            : decimal.TryParse(StringOf(field), NumberStyles.Float, CultureInfo.InvariantCulture, out number);
        return isNumber && number >= 0 ? number : null;
    }

    /// <summary>
    /// A day: <c>YYYY-MM-DD</c> (RFC 3339, 5.6), also with a time behind it; null where there is none.
    /// </summary>
    public DateTime? FindDate(string name)
    {
        const int DayLength = 10;
        return StringOf(Find(name))?.Trim() is { Length: >= DayLength } text
            && (text.Length == DayLength || text[DayLength] is 'T' or 't' or ' ')
            && DateTime.TryParseExact(
                text.Substring(0, DayLength),
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out DateTime day)
                ? day
                : null;
    }

    /// <summary>A web address without a user name; null where there is none.</summary>
    public Uri? FindUri(string name) =>
        StringOf(Find(name))?.Trim() is { } text
        && text == Clean(text)
        && Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.UserInfo.Length == 0
            ? uri
            : null;

    /// <summary>A text as one line that harms no terminal and does not repeat the key.</summary>
    public string Clean(string text) => SafeText.Clean(text, Secret, MaxTextLength);

    /// <summary>The string that an element holds, as it stands; null where it holds none.</summary>
    public static string? StringOf(JsonElement? element)
    {
        if (element is not { ValueKind: JsonValueKind.String } text)
        {
            return null;
        }

        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return null;
        }
    }

    /// <summary>A field of an object; null where there is none, or no object.</summary>
    public static JsonElement? Find(JsonElement element, string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement field)
                ? field
                : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair in the name of a field.
            return null;
        }
    }

    private JsonElement? Find(string name) => Find(Element, name);
}
