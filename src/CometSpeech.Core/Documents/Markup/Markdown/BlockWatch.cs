using Markdig.Parsers;

namespace CometSpeech.Core.Documents.Markup.Markdown;

/// <summary>Asks <see cref="ParseWatch"/> before each block; matches nothing.</summary>
internal sealed class BlockWatch : BlockParser
{
    public BlockWatch() => OpeningCharacters = [.. "!#$*+-0123456789:<=>?[^_`{|~"];

    public override BlockState TryOpen(BlockProcessor processor)
    {
        ParseWatch.Check(processor.Context, processor.CurrentContainer);
        return BlockState.None;
    }
}
