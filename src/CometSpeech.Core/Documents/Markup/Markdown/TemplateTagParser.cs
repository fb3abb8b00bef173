using System.Text.RegularExpressions;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace CometSpeech.Core.Documents.Markup.Markdown;

/// <summary>
/// Leaves out what a site generator replaces: Hugo's shortcodes (<c>{{&lt; ref &gt;}}</c>), Jekyll's tags
/// (<c>{% include %}</c>), comments of MDX, attributes in braces (<c>{#id .class}</c>, <c>{: .class}</c>), directives
/// in brackets (<c>[!INCLUDE [name](path)]</c>), icons of Material for MkDocs (<c>:octicons-tag-16:</c>). What stands
/// between two tags stays.
/// </summary>
internal sealed class TemplateTagParser : InlineParser
{
    // Longer ones are none; also a bound of the time that unclosed ones take.
    private const int MaximumLength = 1000;

    private const string Attribute = """(?:[#.][\w:.#-]+|[\w:-]+="[^"\n]*"|[\w:-]+=[\w./%-]+)""";

    private static readonly Regex s_attributes = new(
        $$"""\G\{:?[ \t]*{{Attribute}}(?:[ \t]+{{Attribute}})*[ \t]*\}""",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));

    private static readonly Regex s_directive = new(
        @"\G\[!(?:INCLUDE|VIDEO|div|code)\b[^\[\]\n]*(?:\[[^\]\n]*\][ \t]*\([^)\n]*\))?[^\[\]\n]*\]",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        TimeSpan.FromSeconds(1));

    // GitHub's alerts are read before; those with a title beside them are Obsidian's.
    private static readonly Regex s_callout = new(
        @"\G\[![A-Za-z-]+\][+-]?", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    // The sets of icons that Material for MkDocs brings, with their attributes.
    private static readonly Regex s_icon = new(
        @"\G:(?:material|fontawesome|octicons|simple)-[a-z0-9-]+:(?:\{[^}\n]*\})?",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));

    public TemplateTagParser() => OpeningCharacters = ['{', '[', ':'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        int count = Math.Min(slice.Length, MaximumLength);
        int length = slice.CurrentChar switch
        {
            '[' => DirectiveAt(processor, slice, count),
            ':' => s_icon.Match(slice.Text, slice.Start, count).Length,
            _ => TagAt(slice, count),
        };
        if (length == 0)
        {
            return false;
        }

        slice.Start += length;
        processor.Inline = new LiteralInline();
        return true;
    }

    private static int DirectiveAt(InlineProcessor processor, StringSlice slice, int count)
    {
        if (slice.PeekChar() != '!')
        {
            return 0;
        }

        bool isCallout = processor.Block?.Parent is QuoteBlock && processor.Inline is null;
        Match match = s_directive.Match(slice.Text, slice.Start, count);
        return match.Success || !isCallout
            ? match.Length
            : s_callout.Match(slice.Text, slice.Start, count).Length;
    }

    // Attributes stand behind what they belong to, or at the end of a line; else braces are the text's own.
    private static int AttributesAt(StringSlice slice, int count)
    {
        int length = s_attributes.Match(slice.Text, slice.Start, count).Length;
        bool isMarked = slice.PeekChar() == ':' || ")]*_`".IndexOf(slice.PeekCharExtra(-1)) >= 0;
        return isMarked || slice.PeekCharExtra(length) is '\0' or '\n' or '\r' ? length : 0;
    }

    private static int TagAt(StringSlice slice, int count)
    {
        (int start, string end) = (slice.PeekChar(), slice.PeekChar(2)) switch
        {
            ('{', '<') => (3, ">}}"),
            ('{', '%') => (3, "%}}"),
            ('%', _) => (2, "%}"),
            ('/', '*') => (3, "*/}"),
            _ => (0, ""),
        };
        if (start == 0)
        {
            return AttributesAt(slice, count);
        }

        int index = start < count
            ? slice.Text.IndexOf(end, slice.Start + start, count - start, StringComparison.Ordinal)
            : -1;
        return index < 0 ? 0 : index + end.Length - slice.Start;
    }
}
