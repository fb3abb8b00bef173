using System.Xml.XPath;
using CometSpeech.Core.Documents.Narration;

namespace CometSpeech.Core.Documents.Markup;

/// <summary>Reads a page of HTML or XHTML, or a part of one.</summary>
internal static class HtmlReader
{
    // A document type or root element stands here, if there is one.
    private const int HeadCharacters = 1024;

    /// <summary>Reads a page.</summary>
    /// <exception cref="DocumentException">It is larger or deeper than the limits.</exception>
    public static SpokenDocument Read(string text, DocumentOptions options, CancellationToken cancellationToken)
    {
        List<string> warnings = [];
        XPathNavigator root = Load(text, warnings);
        var head = new PageHead(root);
        var builder = new NarrationBuilder();
        new MarkupNarrator(options, builder, MarkupKind.Page, cancellationToken).Narrate(root);
        NarratedText spoken = builder.Build();
        if (!options.Speaks(DocumentElements.Navigation))
        {
            spoken = ContentsParagraphs.LeaveOut(spoken, link => IsToHeading(link, spoken), builder.Omissions);
        }

        IReadOnlyList<DocumentSection> sections =
            HeadingChapters.Divide(spoken, options.ChapterLevel, warnings, out string? heading);
        OmissionWarnings.AddTo(warnings, builder.Omissions);
        return new SpokenDocument
        {
            Title = head.Title ?? heading,
            Authors = head.Authors,
            Language = head.Language,
            Sections = sections,
            Code = builder.Code,
            Omissions = builder.Omissions,
            Warnings = warnings,
        };
    }

    private static bool IsToHeading(LinkedText link, NarratedText text) =>
        link.Address is ['#', ..]
            && text.Anchors.TryGetValue(Uri.UnescapeDataString(link.Address.Substring(1)), out int index)
            && index < text.Blocks.Count && text.Blocks[index].Level > 0;

    // For an HTML parser <title/> and <span/> are never closed; for an XML parser most pages are broken.
    private static XPathNavigator Load(string text, List<string> warnings)
    {
        string start = text.Substring(0, Math.Min(text.Length, HeadCharacters))
            .TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        bool isXml = start.StartsWith("<?xml", StringComparison.Ordinal);
        if (!isXml && start.IndexOf("http://www.w3.org/1999/xhtml", StringComparison.Ordinal) < 0)
        {
            return MarkupLoader.LoadHtml(text);
        }

        XPathNavigator root = MarkupLoader.LoadXml(text, null, out string? warning);
        if (isXml && warning is not null)
        {
            // Of the many pages that say they are XHTML and are not, nobody wants to hear.
            warnings.Add(warning);
        }

        return root;
    }
}
