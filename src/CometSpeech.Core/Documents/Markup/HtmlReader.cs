using System.Xml.XPath;
using CometSpeech.Core.Documents.Narration;

namespace CometSpeech.Core.Documents.Markup;

/// <summary>Reads a page of HTML or XHTML, or a part of one.</summary>
internal static class HtmlReader
{
    /// <summary>Reads a page.</summary>
    /// <exception cref="DocumentException">It is larger or deeper than the limits.</exception>
    public static SpokenDocument Read(string text, DocumentOptions options, CancellationToken cancellationToken)
    {
        List<string> warnings = [];
        XPathNavigator root = MarkupLoader.LoadHtml(text);
        var builder = new NarrationBuilder();
        new MarkupNarrator(options, builder, MarkupKind.Page, cancellationToken).Narrate(root);
        IReadOnlyList<DocumentSection> sections =
            HeadingChapters.Divide(builder.Build(), options.ChapterLevel, warnings, out string? title);
        return new SpokenDocument
        {
            Title = title,
            Sections = sections,
            Omissions = builder.Omissions,
            Warnings = warnings,
        };
    }
}
