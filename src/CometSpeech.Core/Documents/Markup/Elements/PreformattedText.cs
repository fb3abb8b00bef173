using System.Text;
using System.Xml.XPath;

namespace CometSpeech.Core.Documents.Markup.Elements;

/// <summary>
/// Tells verse, letters and songs in <c>pre</c> from code and what programs print. In doubt it is code: source code
/// read aloud is worse than a poem that is counted as left out.
/// </summary>
internal static class PreformattedText
{
    // So much of it tells what it is.
    private const int Head = 10_000;

    // The license has 19,000 characters; a text with a whole book is saved as one pre by browsers.
    private const int LongestLicense = 25_000;

    // pre inside a table with numbers of lines, inside the highlighter's own element, is the fourth.
    private const int Reach = 6;

    // Docutils, Asciidoctor, DocBook, Org, Pygments, Prism, highlight.js, SyntaxHighlighter, pandoc, Prettify.
    private static readonly string[] s_code =
    [
        "code", "highlight", "language-", "lang-", "brush", "prettyprint", "listing", "literal-block", "screen", "src",
        "console", "terminal", "synopsis", "hljs",
    ];

    private static readonly string[] s_codeAround =
        ["highlight", "sourcecode", "codehilite", "code-block", "language-", "listingblock"];

    private const string Before = "(\"'“‘’«„[_*—–.¿¡";
    private const string Behind = ".,;:!?)]\"'”’»_*—–…0123456789";

    // A semicolon ends statements, too.
    private const string Marks = ".,!?:…—。，、！？；：؟،।";

    /// <summary>
    /// What is done with a <c>pre</c>: <see cref="MarkupTreatment.Code"/>, <see cref="MarkupTreatment.Stanza"/> for
    /// lines of text, <see cref="MarkupTreatment.Navigation"/> for the license around a book.
    /// </summary>
    public static MarkupTreatment Judge(XPathNavigator element)
    {
        if (MarkupText.NameOf(element) != "pre"
            || HasWord(element, s_code)
            || MarkupText.FindInside(element, "code", "samp", "kbd", "tt") is not null
            || IsInCode(element))
        {
            return MarkupTreatment.Code;
        }

        string text = ReadHead(element, Head);
        if (IsLicense(text) && ReadHead(element, LongestLicense).Length < LongestLicense)
        {
            return MarkupTreatment.Navigation;
        }

        return IsText(text) ? MarkupTreatment.Stanza : MarkupTreatment.Code;
    }

    /// <summary>
    /// Whether lines are text. Of 10 words 9 must have no sign in them that prose has not; the first begins with no
    /// small letter, as commands and keywords do; full stops and commas come as often as in verse; and columns are a
    /// table, which nobody can hear line by line.
    /// </summary>
    public static bool IsText(string text)
    {
        int lines = 0;
        int columns = 0;
        int words = 0;
        int others = 0;
        int marks = 0;
        bool isBegun = false;
        foreach (string line in text.Split('\n'))
        {
            string[] parts = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            lines += parts.Length > 0 ? 1 : 0;
            columns += HasColumns(line.Trim()) ? 1 : 0;
            foreach (string part in parts)
            {
                string word = Strip(part);
                if (!isBegun)
                {
                    int letter = IndexOfLetter(part);
                    if (letter >= 0 ? !IsWord(word) || char.IsLower(part[letter]) : word.Length > 0)
                    {
                        return false;
                    }

                    isBegun = letter >= 0;
                }

                if (word.Length == 0)
                {
                    continue;
                }

                bool isWord = IsWord(word);
                words += isWord ? 1 : 0;
                others += isWord ? 0 : 1;
                marks += isWord && IsMarked(part) ? 1 : 0;
            }
        }

        // Prose has a mark every 5 to 15 words. Verse may have fewer, but its lines are longer than declarations are.
        const int WordsOfMark = 20;
        const int WordsOfVerse = 5;
        return isBegun
            && words >= 9 * others
            && marks > 0
            && (words <= WordsOfMark * marks || words >= WordsOfVerse * lines)
            && 2 * columns < lines;
    }

    private static bool IsInCode(XPathNavigator element)
    {
        XPathNavigator parent = element.Clone();
        for (int i = 0; i < Reach && parent.MoveToParent() && parent.NodeType == XPathNodeType.Element; i++)
        {
            // Those of the page say what the page is, or its language.
            if (MarkupText.NameOf(parent) is "html" or "body" or "main" or "article")
            {
                return false;
            }

            if (HasWord(parent, s_codeAround))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasWord(XPathNavigator element, string[] words)
    {
        string name = MarkupAttributes.Get(element, "class");
        foreach (string word in words)
        {
            if (name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static string ReadHead(XPathNavigator element, int most)
    {
        var text = new StringBuilder();
        var walk = new MarkupWalk(element);
        while (text.Length < most && walk.MoveNext())
        {
            if (MarkupText.IsText(walk.Node))
            {
                text.Append(MarkupText.Of(walk.Node));
            }
            else if (MarkupText.NameOf(walk.Node) == "br")
            {
                text.Append('\n');
            }
        }

        return text.ToString(0, Math.Min(text.Length, most));
    }

    // Books of Project Gutenberg that are older than its class pg-boilerplate have it in two elements pre.
    private static bool IsLicense(string text)
    {
        const int Reach = 100;
        int index = text.IndexOf("Project Gutenberg", StringComparison.Ordinal);
        return index is >= 0 and < Reach && text.IndexOf("***", StringComparison.Ordinal) >= 0;
    }

    private static bool HasColumns(string line) =>
        line.IndexOf('\t') >= 0 || line.IndexOf("   ", StringComparison.Ordinal) >= 0;

    private static string Strip(string part)
    {
        // “‘ is two; the three quotation marks of a documentation comment are none of a text.
        const int MostBefore = 2;
        int start = 0;
        if (part.Length > 2 && part.StartsWith("--", StringComparison.Ordinal) && char.IsUpper(part[2]))
        {
            start = 2;
        }

        while (start < Math.Min(MostBefore, part.Length) && Before.IndexOf(part[start]) >= 0)
        {
            start++;
        }

        int end = part.Length;
        while (end > start && Behind.IndexOf(part[end - 1]) >= 0)
        {
            end--;
        }

        return part.Substring(start, end - start);
    }

    private static bool IsWord(string word)
    {
        for (int i = 0; i < word.Length; i++)
        {
            char c = word[i];
            bool isFine = char.IsLetter(c)
                // camelCase
                ? i == 0 || !char.IsUpper(c) || !char.IsLower(word[i - 1])
                : char.IsDigit(c) && char.IsDigit(word[0])
                    // don't, lo-ove, word--word, 10:30, P.M, and the punctuation of other scripts.
                    || c is '\'' or '-' or '\u00AD'
                    || (i > 0 && c is '.' or ',' or ':' or '/' && char.IsDigit(word[i - 1]))
                    || (i > 0 && c == '.' && char.IsUpper(word[i - 1]))
                    || c is (>= '\u0300' and < '\u2190') or > '\u2BFF';
            if (!isFine)
            {
                return false;
            }
        }

        // What begins with a hyphen is an option of a command.
        return word.Length == 0 || word[0] != '-';
    }

    private static bool IsMarked(string part)
    {
        int end = part.Length;
        while (end > 0 && "\"'”’»)]_*0123456789".IndexOf(part[end - 1]) >= 0)
        {
            end--;
        }

        return end > 0 && Marks.IndexOf(part[end - 1]) >= 0;
    }

    private static int IndexOfLetter(string part)
    {
        int index = 0;
        while (index < part.Length && !char.IsLetter(part[index]))
        {
            index++;
        }

        return index < part.Length ? index : -1;
    }
}
