using System.Text.RegularExpressions;
using CometSpeech.Core.Documents.Markup.Markdown;
using CometSpeech.Core.Documents.Narration;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Syntax;

namespace CometSpeech.Core.Documents.Markup;

/// <summary>
/// Reads Markdown: CommonMark with GitHub's additions and what generators of documentation add. It becomes HTML first,
/// because Markdown may hold HTML, and many READMEs do.
/// </summary>
internal static class MarkdownReader
{
    private static readonly Lazy<MarkdownPipeline> s_pipeline = new(() => CreatePipeline(hasTables: true));

    private static readonly Lazy<MarkdownPipeline> s_withoutTables = new(() => CreatePipeline(hasTables: false));

    // A link to a shortcode or tag: its spaces would make it no link. Each try ends where the next may begin.
    private static readonly Regex s_tagAsAddress = new(
        @"\]\(\{(?:\{<[^{}\n]*>\}|\{%[^{}\n]*%\}|%[^{}\n]*%)\}",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));

    /// <summary>Reads a text.</summary>
    /// <exception cref="DocumentException">It is larger or deeper than the limits.</exception>
    public static SpokenDocument Read(string text, DocumentOptions options, CancellationToken cancellationToken) =>
        ReadBy(TimeProvider.System, text, options, cancellationToken);

    /// <summary>Reads a text by a clock of the caller's.</summary>
    public static SpokenDocument ReadBy(
        TimeProvider time, string text, DocumentOptions options, CancellationToken cancellationToken)
    {
        bool hasTables = MarkdownGuard.Check(text);
        List<string> warnings = [];
        if (!hasTables)
        {
            warnings.Add("Its tables are too large to be read as such.");
        }

        NarrationBuilder builder = new();
        FrontMatter? matter = FrontMatter.Find(text);
        if (matter is not null)
        {
            Narrate(matter, options, builder);
            text = text.Substring(matter.End);
        }
        else if (text.Length > 0 && text[0] == '\uFEFF')
        {
            text = text.Substring(1);
        }

        var watch = new ParseWatch(time, cancellationToken);
        string html = ToHtml(text, hasTables, options, watch, builder.Omissions, warnings);
        cancellationToken.ThrowIfCancellationRequested();
        new MarkupNarrator(options, builder, MarkupKind.Markdown, cancellationToken)
            .Narrate(MarkupLoader.LoadHtml(html));
        IReadOnlyList<DocumentSection> sections =
            HeadingChapters.Divide(builder.Build(), options.ChapterLevel, warnings, out string? heading);
        return new SpokenDocument
        {
            Title = matter?.Title ?? heading,
            Authors = matter?.Authors ?? [],
            Language = matter?.Language,
            Sections = sections,
            Code = builder.Code,
            Omissions = builder.Omissions,
            Warnings = warnings,
        };
    }

    private static string ToHtml(
        string text,
        bool hasTables,
        DocumentOptions options,
        ParseWatch watch,
        DocumentOmissions omissions,
        ICollection<string> warnings)
    {
        string source = text.IndexOf("]({", StringComparison.Ordinal) < 0 ? text : s_tagAsAddress.Replace(text, "](#");
        MarkdownPipeline pipeline = (hasTables ? s_pipeline : s_withoutTables).Value;
        try
        {
            MarkdownDocument document = MarkdownParser.Parse(source, pipeline, watch.CreateContext());
            bool speaksNavigation = options.Speaks(DocumentElements.Navigation);
            new MarkdownRewriter(source, omissions, warnings, speaksNavigation).Rewrite(document);
            using var html = new StringWriter();
            var renderer = new HtmlRenderer(html);
            pipeline.Setup(renderer);
            renderer.Render(document);
            return html.ToString();
        }
        catch (ArgumentException e)
        {
            // Markdig's own limit of depth.
            throw MarkdownGuard.TooDeep(e);
        }
    }

    private static void Narrate(FrontMatter matter, DocumentOptions options, NarrationBuilder builder)
    {
        if (!options.Speaks(DocumentElements.FrontMatter))
        {
            builder.Omissions.Add(DocumentOmission.FrontMatter);
            return;
        }

        foreach (string line in matter.Text.Split('\n'))
        {
            builder.Append(line);
            builder.EndBlock();
        }
    }

    private static MarkdownPipeline CreatePipeline(bool hasTables)
    {
        MarkdownPipelineBuilder pipeline = new MarkdownPipelineBuilder()
            .UseAlertBlocks((renderer, kind) =>
            {
                string word = kind.ToString();
                renderer.Write("<p>").WriteEscape(AdmonitionTitle.OfKind(word) ?? word).Write("</p>");
            })
            .UseAbbreviations()
            .UseDefinitionLists()
            .UseFootnotes()
            .UseMathematics()
            .UseEmojiAndSmiley(enableSmileys: false)
            .UseEmphasisExtras(
                EmphasisExtraOptions.Strikethrough
                | EmphasisExtraOptions.Subscript
                | EmphasisExtraOptions.Superscript
                | EmphasisExtraOptions.Marked)
            .UseAutoLinks();
        if (hasTables)
        {
            pipeline.UsePipeTables().UseGridTables();
        }

        pipeline.Extensions.Add(new DialectExtension());
        return pipeline.Build();
    }
}
