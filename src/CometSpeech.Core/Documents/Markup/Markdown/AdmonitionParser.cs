using System.Text.RegularExpressions;
using Markdig.Extensions.CustomContainers;
using Markdig.Parsers;
using Markdig.Syntax;

namespace CometSpeech.Core.Documents.Markup.Markdown;

/// <summary>
/// Reads the admonitions and tabs of MkDocs: <c>!!! note "Title"</c>, <c>??? note</c>, <c>=== "Tab"</c>, with the text
/// below indented by four columns. CommonMark would take that text for code.
/// </summary>
internal sealed class AdmonitionParser : BlockParser
{
    // What is taken is not given back: a line of blanks that is none of these would be tried in all ways to share them.
    private static readonly Regex s_opening = new(
        """^(?:!!!|\?\?\?\+?|===[!+]?)(?>[ \t]+)([A-Za-z](?>[\w -]*))?(?>[ \t]*)(?:"([^"]*)"(?>[ \t]*))?$""",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));

    public AdmonitionParser() => OpeningCharacters = ['!', '?', '='];

    public override bool CanInterrupt(BlockProcessor processor, Block block) => true;

    public override BlockState TryOpen(BlockProcessor processor)
    {
        if (processor.IsCodeIndent || s_opening.Match(processor.Line.ToString()) is not { Success: true } match)
        {
            return BlockState.None;
        }

        bool hasTitle = match.Groups[2].Success;
        // A tab has a title and no kind; a heading's underline in place of it has neither.
        if (processor.CurrentChar == '=' ? !hasTitle : !match.Groups[1].Success)
        {
            return BlockState.None;
        }

        var container = new CustomContainer(this) { Column = processor.Column };
        string kind = match.Groups[1].Value.Split(' ')[0];
        AdmonitionTitle.AddTo(container, hasTitle ? match.Groups[2].Value : AdmonitionTitle.OfKind(kind));
        processor.NewBlocks.Push(container);
        return BlockState.ContinueDiscard;
    }

    public override BlockState TryContinue(BlockProcessor processor, Block block)
    {
        if (processor.IsBlankLine)
        {
            return BlockState.Continue;
        }

        if (processor.Indent < 4)
        {
            return BlockState.None;
        }

        processor.GoToColumn(processor.ColumnBeforeIndent + 4);
        return BlockState.Continue;
    }
}
