using System.Text.RegularExpressions;
using Markdig.Helpers;
using Markdig.Syntax;

namespace CometSpeech.Core.Documents.Markup.Markdown;

/// <summary>The title of a note, tip or warning: the author's own, else the kind where a page shows it.</summary>
internal static class AdmonitionTitle
{
    // Those that Docusaurus, VuePress, MkDocs and GitHub put over the text. Other words name boxes, columns, tabs.
    private static readonly HashSet<string> s_kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        "note", "tip", "info", "important", "success", "question", "warning", "caution", "danger", "bug", "example",
        "abstract", "summary", "failure", "error", "hint", "attention",
    };

    /// <summary>The kind as a title; null when a page does not show it.</summary>
    public static string? OfKind(string kind) =>
        s_kinds.Contains(kind)
            ? kind.Substring(0, 1).ToUpperInvariant() + kind.Substring(1).ToLowerInvariant()
            : null;

    /// <summary>Puts a title, in which there may be Markdown, before all else.</summary>
    public static void AddTo(ContainerBlock block, string? title)
    {
        if (!string.IsNullOrWhiteSpace(title))
        {
            block.Add(new ParagraphBlock { Lines = new StringLineGroup(title!.Trim()), IsOpen = false });
        }
    }

    /// <summary>The value of an attribute in an opening line; null for none.</summary>
    public static string? Attribute(string line, string name)
    {
        Match match = Regex.Match(line, $"(?<![\\w-]){name}=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1));
        return match.Success ? match.Groups[1].Value : null;
    }
}
