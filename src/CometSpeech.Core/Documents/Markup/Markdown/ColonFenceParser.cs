using System.Text.RegularExpressions;
using Markdig.Extensions.CustomContainers;
using Markdig.Parsers;

namespace CometSpeech.Core.Documents.Markup.Markdown;

/// <summary>
/// Reads what stands between lines of three colons (<c>:::note My title</c>): its title and its text. Lines of colons
/// that open nothing, as Microsoft's documentation has them (<c>:::image ...:::</c>), say nothing but an image's text.
/// </summary>
internal sealed class ColonFenceParser : FencedBlockParserBase<CustomContainer>
{
    // The kind, {kind}, kind[title], kind title.
    private static readonly Regex s_opening = new(
        @"^\{?\.?([\w-]+)\}?(?:\[(.*)\])?\s*(.*)$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public ColonFenceParser()
    {
        OpeningCharacters = [':'];
        InfoPrefix = null;
    }

    public override BlockState TryOpen(BlockProcessor processor)
    {
        string line = processor.Line.ToString().Trim();
        if (!processor.IsCodeIndent && line.StartsWith(":::", StringComparison.Ordinal))
        {
            string content = line.Trim(':', ' ', '\t');
            bool isWhole = content.Length > 0 && line.EndsWith(":::", StringComparison.Ordinal);
            if (isWhole || IsMark(content))
            {
                return Discard(processor, content);
            }
        }

        BlockState state = base.TryOpen(processor);
        if (state != BlockState.None && processor.NewBlocks.Peek() is CustomContainer container)
        {
            AdmonitionTitle.AddTo(container, TitleOf($"{container.Info} {container.Arguments}".Trim()));
        }

        return state;
    }

    protected override CustomContainer CreateFencedBlock(BlockProcessor processor) => new(this);

    // What is shown to readers of one version or system only: begin and end are marks, and nothing nests.
    private static bool IsMark(string content)
    {
        string kind = content.Split(' ')[0];
        return kind is "moniker" or "zone" || kind.EndsWith("-end", StringComparison.Ordinal);
    }

    private BlockState Discard(BlockProcessor processor, string content)
    {
        if (content.StartsWith("image", StringComparison.Ordinal)
            && AdmonitionTitle.Attribute(content, "alt-text") is { Length: > 0 } text)
        {
            var image = new CustomContainer(this) { Column = processor.Column, IsOpen = false };
            AdmonitionTitle.AddTo(image, text);
            processor.NewBlocks.Push(image);
        }

        return BlockState.BreakDiscard;
    }

    private static string? TitleOf(string opening)
    {
        Match match = s_opening.Match(opening);
        if (!match.Success)
        {
            return null;
        }

        string rest = match.Groups[3].Value;
        return match.Groups[2].Success ? match.Groups[2].Value
            : rest.IndexOf('=') >= 0 ? AdmonitionTitle.Attribute(rest, "title")
            : rest.Length > 0 && rest[0] != '{' ? rest
            : AdmonitionTitle.OfKind(match.Groups[1].Value);
    }
}
