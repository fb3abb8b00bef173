using System.Text.RegularExpressions;
using CometSpeech.Core.Documents.Narration;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace CometSpeech.Core.Documents.Markup.Markdown;

/// <summary>
/// Finds a table of contents that was written out: a list of nothing but links to headings of the same text. It is
/// there for clicking.
/// </summary>
internal static class ContentsList
{
    // Fewer are more likely a sentence's own list.
    private const int Fewest = 3;

    // A title with its markup, of whatever kind.
    private const int LongestSummary = 1000;

    private static readonly Regex s_summary = new(
        @"^\s*<details[^>]*>\s*<summary[^>]*>(?:(?!</?summary).)*</summary>\s*$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline,
        TimeSpan.FromSeconds(1));

    /// <summary>Whether a list is one.</summary>
    public static bool Is(ListBlock list)
    {
        int count = 0;
        foreach (Block block in list.Descendants<Block>())
        {
            if (block is ParagraphBlock paragraph)
            {
                if (!IsLink(paragraph))
                {
                    return false;
                }

                count++;
            }
            else if (block is not (ListBlock or ListItemBlock))
            {
                return false;
            }
        }

        return count >= Fewest;
    }

    /// <summary>Takes one out, and its heading if that has nothing else below it.</summary>
    public static void Remove(ListBlock list)
    {
        ContainerBlock parent = list.Parent!;
        int index = parent.IndexOf(list);
        int before = index - 1;
        int after = index + 1;
        while (before >= 0 && IsComment(parent[before]))
        {
            before--;
        }

        while (after < parent.Count && IsComment(parent[after]))
        {
            after++;
        }

        parent.Remove(list);
        after--;
        if (before < 0)
        {
            return;
        }

        if (IsTitle(parent[before], NextLevel(parent, after)) && IsEnd(parent, after))
        {
            parent.RemoveAt(before);
        }
        else if (after < parent.Count
            && parent[after] is HtmlBlock end && TextOf(end).Trim() == "</details>"
            && parent[before] is HtmlBlock start && s_summary.IsMatch(TextOf(start)))
        {
            parent.RemoveAt(after);
            parent.RemoveAt(before);
        }
    }

    // A heading, or a paragraph that is set as one.
    private static bool IsTitle(Block block, int next) => block is HeadingBlock heading
        ? ContentsParagraphs.IsOwnHeading(
            string.Concat(heading.Inline?.Descendants<LiteralInline>() ?? []), heading.Level, next)
        : block is ParagraphBlock { Inline: { FirstChild: EmphasisInline { NextSibling: null } } };

    private static int NextLevel(ContainerBlock parent, int index)
    {
        while (index < parent.Count && parent[index] is not HeadingBlock)
        {
            index++;
        }

        return index < parent.Count ? ((HeadingBlock)parent[index]).Level : 0;
    }

    private static string TextOf(HtmlBlock block) =>
        block.Span.Length <= LongestSummary ? block.Lines.ToString() : "";

    private static bool IsEnd(ContainerBlock parent, int index) =>
        index >= parent.Count || parent[index] is HeadingBlock or ThematicBreakBlock;

    private static bool IsComment(Block block) =>
        block is HtmlBlock { Type: HtmlBlockType.Comment } or LinkReferenceDefinitionGroup;

    private static bool IsLink(ParagraphBlock paragraph)
    {
        Inline? only = null;
        foreach (Inline inline in paragraph.Inline ?? [])
        {
            if (inline is LiteralInline literal && literal.Content.IsEmptyOrWhitespace())
            {
                continue;
            }

            if (only is not null)
            {
                return false;
            }

            only = inline;
        }

        return only is LinkInline { IsImage: false, Url: ['#', ..] };
    }
}
