using Markdig;
using Markdig.Extensions.CustomContainers;
using Markdig.Parsers.Inlines;
using Markdig.Renderers;

namespace CometSpeech.Core.Documents.Markup.Markdown;

/// <summary>
/// What Markdown has in documentation that a site generator makes: admonitions of Docusaurus and MkDocs, tags of Hugo
/// and Jekyll, directives of Microsoft's documentation.
/// </summary>
internal sealed class DialectExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline)
    {
        pipeline.BlockParsers.Insert(0, new ColonFenceParser());
        pipeline.BlockParsers.Insert(0, new AdmonitionParser());
        // After alerts, which begin with the same character; before links.
        pipeline.InlineParsers.InsertBefore<LinkInlineParser>(new TemplateTagParser());
        pipeline.InlineParsers.InsertBefore<LinkInlineParser>(new TaskBoxParser());
        pipeline.BlockParsers.Insert(0, new BlockWatch());
        pipeline.InlineParsers.Insert(0, new InlineWatch());
    }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        if (renderer is HtmlRenderer html)
        {
            html.ObjectRenderers.Insert(0, new HtmlCustomContainerRenderer());
        }
    }
}
