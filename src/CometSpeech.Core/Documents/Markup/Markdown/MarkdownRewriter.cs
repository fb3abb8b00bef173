using System.Text.RegularExpressions;
using Markdig.Extensions.Mathematics;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace CometSpeech.Core.Documents.Markup.Markdown;

/// <summary>
/// Takes out of a parsed Markdown text, before it becomes HTML, what HTML would not tell any more: formulas, boxes of
/// task lists, marks for a table of contents.
/// </summary>
/// <param name="source">The text that was parsed.</param>
/// <param name="omissions">Counts what is left out.</param>
/// <param name="warnings">Hears of formulas that are left out.</param>
/// <param name="speaksNavigation">Whether tables of contents are spoken.</param>
internal sealed class MarkdownRewriter(
    string source, DocumentOmissions omissions, ICollection<string> warnings, bool speaksNavigation)
{
    // What generators replace by a table of contents (Python-Markdown, GitLab, Azure DevOps, kramdown).
    private static readonly HashSet<string> s_contents = new(StringComparer.OrdinalIgnoreCase)
    {
        "[TOC]", "[[_TOC_]]", "[[TOC]]", "{:toc}", "${toc}",
    };

    // The imports of components that stand at the head of a page of MDX.
    private static readonly Regex s_import = new(
        """^import\s[^\n]*\sfrom\s+['"][^'"\n]+['"];?\s*$""", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    // The imports of one page.
    private const int MaximumGenerated = 10_000;

    private bool _hasFormula;

    /// <summary>Rewrites a text in place.</summary>
    public void Rewrite(MarkdownDocument document)
    {
        // Listed first: the tree changes on the way.
        foreach (MarkdownObject item in document.Descendants().ToList())
        {
            switch (item)
            {
                case MathBlock block:
                    Replace(block, FormulaText(block.Lines.ToString()));
                    break;
                case ListBlock { Parent: not null } list when !speaksNavigation && ContentsList.Is(list):
                    ContentsList.Remove(list);
                    omissions.Add(DocumentOmission.Navigation);
                    break;
                case ParagraphBlock paragraph when IsGenerated(paragraph):
                    paragraph.Parent?.Remove(paragraph);
                    break;
                case ParagraphBlock { Parent: QuoteBlock } paragraph when paragraph.Parent[0] == paragraph:
                    EndTitle(paragraph);
                    break;
                case MathInline inline:
                    string formula = inline.Content.ToString();
                    inline.ReplaceBy(new LiteralInline(IsPrice(formula) ? $"${formula}$" : FormulaText(formula)));
                    break;
                case TaskList box:
                    box.Remove();
                    break;
                case EmphasisInline { DelimiterCount: 1, DelimiterChar: '~' or '^' } emphasis:
                    Rewrite(emphasis);
                    break;
            }
        }
    }

    private static void Replace(LeafBlock block, string text)
    {
        ContainerBlock parent = block.Parent!;
        int index = parent.IndexOf(block);
        parent.RemoveAt(index);
        parent.Insert(
            index, new ParagraphBlock { Inline = new ContainerInline().AppendChild(new LiteralInline(text)) });
    }

    private bool IsGenerated(ParagraphBlock paragraph)
    {
        SourceSpan span = paragraph.Span;
        // A long one is prose.
        if (span.IsEmpty || span.End >= source.Length || span.Length > MaximumGenerated)
        {
            return false;
        }

        string text = source.Substring(span.Start, span.Length).Trim();
        return s_contents.Contains(text) || text.Split('\n').All(line => s_import.IsMatch(line));
    }

    // The title of a callout ends with its line.
    private static void EndTitle(ParagraphBlock paragraph)
    {
        if (paragraph.Inline?.FirstChild is LiteralInline { Content.IsEmpty: true, NextSibling: LiteralInline }
            && paragraph.Inline.FindDescendants<LineBreakInline>().FirstOrDefault() is { } lineBreak)
        {
            lineBreak.IsHard = true;
        }
    }

    // One tilde strikes text out on GitHub, and lowers what stands in a word elsewhere (H~2~O); a circumflex raises
    // (x^2^). Neither does with a space inside where the space shows that they are the text's own signs; nor does a
    // circumflex before a letter or digit (a^2+b^2).
    private static void Rewrite(EmphasisInline emphasis)
    {
        bool hasSpace = emphasis.Descendants<LineBreakInline>().Any()
            || emphasis.Descendants<LiteralInline>().Any(text => text.Content.IndexOf(' ') >= 0);
        bool isInWord = emphasis.PreviousSibling is LiteralInline { Content: { IsEmpty: false } before }
            && char.IsLetterOrDigit(before[before.End]);
        if (emphasis.DelimiterChar == '~')
        {
            emphasis.DelimiterCount = isInWord && !hasSpace ? 1 : 2;
        }
        else if (hasSpace
            || (emphasis.NextSibling is LiteralInline { Content: { IsEmpty: false } after }
                && char.IsLetterOrDigit(after[after.Start])))
        {
            emphasis.InsertBefore(new LiteralInline("^"));
            emphasis.InsertAfter(new LiteralInline("^"));
            emphasis.ReplaceBy(new ContainerInline(), copyChildren: true);
        }
    }

    // «$5-$, in dollars»: no formula ends with such a sign.
    private static bool IsPrice(string formula) =>
        formula.Length > 1
            && !IsTex(formula)
            && "-+/=\"\u2013\u2014".IndexOf(formula[formula.Length - 1]) >= 0;

    private static bool IsTex(string formula) => formula.IndexOfAny(['\\', '^', '_', '{', '}', '&']) >= 0;

    // A formula without signs of TeX is said as it stands.
    private string FormulaText(string formula)
    {
        if (!IsTex(formula))
        {
            return formula.Trim();
        }

        omissions.Add(DocumentOmission.Formula);
        if (!_hasFormula)
        {
            _hasFormula = true;
            warnings.Add("Its formulas are not spoken.");
        }

        return "";
    }
}
