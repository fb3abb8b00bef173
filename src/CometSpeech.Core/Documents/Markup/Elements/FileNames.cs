using System.Text.RegularExpressions;

namespace CometSpeech.Core.Documents.Markup.Elements;

/// <summary>
/// Knows the names of files that stand where a text for a picture should: programs put them there when nobody wrote
/// one.
/// </summary>
internal static class FileNames
{
    // No name of a file is longer, on most systems.
    private const int Longest = 255;

    private static readonly Regex s_picture = new(
        @"^[^\r\n]+\.(?:png|jpe?g|gif|svg|webp|bmp|avif|tiff?|ico|heic)$", Options, TimeSpan.FromSeconds(1));

    // What systems and cameras call their pictures, and GitHub one that was pasted.
    private static readonly Regex s_generated = new(
        @"^(?:image|(?:screen ?shot|bildschirmfoto|img|dsc)[ _-].*\d{4}.*)$", Options, TimeSpan.FromSeconds(1));

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    /// <summary>Whether a text is the name of a file.</summary>
    /// <param name="text">The text for a picture.</param>
    /// <param name="address">The picture's address.</param>
    public static bool IsOne(string text, string address)
    {
        if (text.Length is 0 or > Longest)
        {
            return false;
        }

        // A letter with which a chapter begins may be the picture o.png.
        return (text.Length > 1 && text == NameOf(address))
            || s_picture.IsMatch(text)
            || s_generated.IsMatch(text)
            // «stage_lines»: an identifier; words have spaces between them.
            || (text.IndexOf('_') > 0 && !text.Any(char.IsWhiteSpace));
    }

    /// <summary>
    /// Whether an address is that of a picture, by its name, as where a small one leads to a large one. A badge may
    /// lead to itself.
    /// </summary>
    public static bool IsPicture(string address) =>
        FileOf(address) is { Length: <= Longest } name && s_picture.IsMatch(name)
            && address.IndexOf("badge", StringComparison.OrdinalIgnoreCase) < 0;

    private static string FileOf(string address)
    {
        int end = address.IndexOfAny(['?', '#']);
        string path = end < 0 ? address : address.Substring(0, end);
        return path.Substring(path.LastIndexOf('/') + 1);
    }

    private static string NameOf(string address)
    {
        string name = FileOf(address);
        int extension = name.LastIndexOf('.');
        return Uri.UnescapeDataString(extension < 0 ? name : name.Substring(0, extension));
    }
}
