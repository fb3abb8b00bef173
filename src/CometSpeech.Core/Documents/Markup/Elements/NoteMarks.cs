using System.Xml.XPath;

namespace CometSpeech.Core.Documents.Markup.Elements;

/// <summary>
/// Knows the marks of notes and other links inside a document that nobody reads aloud, where neither role nor type nor
/// class names them.
/// </summary>
internal static class NoteMarks
{
    /// <summary>The longest text that can be the mark of a note, in characters.</summary>
    public const int Longest = 16;

    /// <summary>Whether a link is the mark of a note, the way back from one, or a sign to link a heading by.</summary>
    public static bool IsMark(XPathNavigator link)
    {
        // To a place in this book or page.
        if (!IsToPlace(link) || MarkupText.Short(link, Longest) is not { Length: > 0 } text)
        {
            return false;
        }

        // ¶, #, ↩, ↑, *, †.
        return !MarkupText.IsSpoken(text)
            || IsInBrackets(text)
            // A number alone can be that of a section, but not when it is raised.
            || MarkupText.Short(link, Longest, except: "sup") is { Length: 0 };
    }

    /// <summary>
    /// Whether a link says nothing but the number of the commit it leads to, as the release notes of many programs have
    /// them: an address, shortened.
    /// </summary>
    public static bool IsCommit(XPathNavigator link)
    {
        // Git shortens to 7 digits at least; SHA-1 has 40.
        const int Fewest = 7;
        const int Most = 40;
        return MarkupText.Short(link, Most) is { Length: >= Fewest } text
            && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'))
            && MarkupAttributes.Get(link, "href") is { } address
            && address.IndexOf("/commit", StringComparison.Ordinal) >= 0
            && address.IndexOf(text, StringComparison.Ordinal) >= 0;
    }

    /// <summary>Whether raised text is the marks of notes: links, and nothing but signs between them.</summary>
    public static bool IsRaisedMark(XPathNavigator raised)
    {
        if (MarkupText.Short(raised, 4 * Longest) is null
            || MarkupText.Short(raised, Longest, except: "a") is not { } others
            || MarkupText.IsSpoken(others))
        {
            return false;
        }

        var walk = new MarkupWalk(raised);
        while (walk.MoveToElement())
        {
            if (MarkupText.NameOf(walk.Node) == "a" && IsToPlace(walk.Node))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsToPlace(XPathNavigator link) => MarkupAttributes.Get(link, "href").IndexOf('#') >= 0;

    // [1], [a]: what stands for a note in running text; not [Smith 2020], and not (12), which is an equation.
    private static bool IsInBrackets(string text)
    {
        if (text.Length is < 3 or > 6 || text[0] != '[' || text[text.Length - 1] != ']')
        {
            return false;
        }

        string mark = text.Substring(1, text.Length - 2).Trim();
        return mark.Length == 1 || (mark.Length > 0 && mark.All(c => c is >= '0' and <= '9'));
    }
}
