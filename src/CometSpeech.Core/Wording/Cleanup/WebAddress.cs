using CometSpeech.Core.Text;
using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Wording.Cleanup;

/// <summary>
/// Finds web addresses in running text, of which a person says the host alone: with a scheme (RFC 3986, section 3),
/// or from <c>www.</c> on. The stop, bracket or quotation mark behind one belongs to the sentence.
/// </summary>
internal static class WebAddress
{
    private const string Www = "www.";

    // A user's name, a host (253 at most: RFC 1035) and a port end within it, or it is no address: many that fail far
    // behind their beginnings take squared time.
    private const int MostAuthorityLength = 512;

    // The longest names of schemes in use, as «chrome-extension», end below that.
    private const int MostSchemeLength = 20;

    /// <summary>The address around a colon with two slashes behind it, or around the dot of <c>www.</c></summary>
    /// <param name="text">The text.</param>
    /// <param name="marker">The index of the colon or the dot.</param>
    /// <param name="address">All of it, from its scheme on.</param>
    /// <param name="host">Its host, without <c>www.</c></param>
    public static bool TryFind(string text, int marker, out TextRange address, out TextRange host)
    {
        address = host = default;
        bool hasScheme = text[marker] == ':';
        int start = hasScheme ? SchemeStart(text, marker) : WwwStart(text, marker);
        if (start < 0)
        {
            return false;
        }

        int authority = hasScheme ? marker + 3 : start;
        int most = Math.Min(text.Length, authority + MostAuthorityLength);
        int found = FindEnd(text, authority, most);
        int near = TrimSentence(text, authority, found);
        if (!TryFindHost(text, authority, near, out int hostStart, out int hostEnd))
        {
            return false;
        }

        int end = found < most
            ? near
            : Math.Max(near, TrimSentence(text, authority, FindEnd(text, authority, text.Length)));
        while (hostEnd - hostStart > Www.Length && HasAt(text, hostStart, Www)
            && text.IndexOf('.', hostStart + Www.Length, hostEnd - hostStart - Www.Length) > 0)
        {
            hostStart += Www.Length;
        }

        address = new TextRange(start, end - start);
        host = new TextRange(hostStart, hostEnd - hostStart);
        return hasScheme || host.Length < address.Length;
    }

    private static int SchemeStart(string text, int colon)
    {
        if (colon + 3 >= text.Length || text[colon + 1] != '/' || text[colon + 2] != '/')
        {
            return -1;
        }

        int start = colon;
        while (start > 0 && colon - start <= MostSchemeLength
            && (IsAsciiLetter(text[start - 1]) || text[start - 1] is '+' or (>= '0' and <= '9')))
        {
            start--;
        }

        while (start < colon && !IsAsciiLetter(text[start]))
        {
            start++;
        }

        // One letter is a drive, and more than any scheme has are words without spaces.
        return colon - start is >= 2 and <= MostSchemeLength ? start : -1;
    }

    private static int WwwStart(string text, int dot)
    {
        int start = dot - 3;
        bool isWww = start >= 0 && HasAt(text, start, Www) && dot + 1 < text.Length
            && char.IsLetterOrDigit(text[dot + 1]);
        bool isFirst = start <= 0 || !(char.IsLetterOrDigit(text[start - 1]) && text[start - 1] < 0x2E80
            || text[start - 1] is '.' or '-' or '_' or '@' or '/' or '\\');
        return isWww && isFirst ? start : -1;
    }

    private static int FindEnd(string text, int authority, int most)
    {
        int end = authority;
        // Chinese and Japanese put no space behind an address; one that has such letters in its host begins with them.
        bool isIdeographic = authority < text.Length && Characters.IsIdeographic(CodePoints.At(text, authority));
        while (end < most && IsAddressUnit(text[end]))
        {
            if (!isIdeographic && text[end] >= 0x2E80 && IsUnspaced(CodePoints.At(text, end)))
            {
                break;
            }

            end++;
        }

        return end;
    }

    // RFC 3986, section 2, and the letters of RFC 3987. The apostrophe and brackets are legal in places, but in running
    // text they quote.
    private static bool IsAddressUnit(char unit) => unit < 0x80
        ? char.IsLetterOrDigit(unit)
            || unit is '-' or '.' or '_' or '~' or ':' or '/' or '?' or '#' or '@' or '!' or '$' or '&' or '(' or ')'
                or '*' or '+' or ',' or ';' or '=' or '%'
        : char.IsLetterOrDigit(unit) || char.IsSurrogate(unit) || TextElements.IsExtending(unit);

    private static bool IsUnspaced(int codePoint) =>
        Characters.IsIdeographic(codePoint) || codePoint is (>= 0xAC00 and <= 0xD7A3) or (>= 0xFF00 and <= 0xFFEF)
            or (>= 0x1F000 and <= 0x1FFFF);

    private static int TrimSentence(string text, int start, int end)
    {
        int open = 0;
        for (int i = start; i < end; i++)
        {
            open += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
        }

        while (end > start && (text[end - 1] is '.' or ',' or ';' or ':' or '!' or '?' or '*' or '_' or '~' or '('
            || (text[end - 1] == ')' && open < 0)))
        {
            open -= text[end - 1] == '(' ? 1 : text[end - 1] == ')' ? -1 : 0;
            end--;
        }

        return end;
    }

    // RFC 3986, section 3.2: [ userinfo "@" ] host [ ":" port ].
    private static bool TryFindHost(string text, int start, int end, out int hostStart, out int hostEnd)
    {
        hostStart = start;
        int authorityEnd = start;
        while (authorityEnd < end && text[authorityEnd] is not ('/' or '?' or '#'))
        {
            if (text[authorityEnd] == '@')
            {
                hostStart = authorityEnd + 1;
            }

            authorityEnd++;
        }

        hostEnd = hostStart;
        while (hostEnd < authorityEnd && (char.IsLetterOrDigit(text[hostEnd]) || char.IsSurrogate(text[hostEnd])
            || TextElements.IsExtending(text[hostEnd]) || text[hostEnd] is '-' or '.' or '_'))
        {
            hostEnd++;
        }

        bool isWhole = hostEnd == authorityEnd || text[hostEnd] == ':';
        return isWhole && hostEnd > hostStart && char.IsLetterOrDigit(text, hostStart);
    }

    private static bool HasAt(string text, int index, string word) =>
        string.Compare(text, index, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0;

    private static bool IsAsciiLetter(char unit) => unit is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
