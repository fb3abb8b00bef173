using Markdig.Helpers;
using Markdig.Parsers;

namespace CometSpeech.Core.Documents.Markup.Markdown;

/// <summary>Asks <see cref="ParseWatch"/> before each element inside a block; matches nothing.</summary>
internal sealed class InlineWatch : InlineParser
{
    public InlineWatch() => OpeningCharacters = [.. "!$&*:<=[\\]^_`{|~"];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        ParseWatch.Check(processor.Context);
        return false;
    }
}
