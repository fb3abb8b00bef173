using Markdig.Helpers;
using Markdig.Parsers;

namespace CometSpeech.Core.Documents.Markup.Markdown;

/// <summary>Asks <see cref="ParseWatch"/> before each element inside a block; matches nothing.</summary>
internal sealed class InlineWatch : InlineParser
{
    // With the letters at which bare addresses begin.
    public InlineWatch() => OpeningCharacters = [.. "!$&*:<=[\\]^_`{|~fhmtw"];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        if (!(char.IsLetter(slice.CurrentChar) && char.IsLetter(slice.PeekCharExtra(-1))))
        {
            ParseWatch.Check(processor.Context);
        }

        return false;
    }
}
