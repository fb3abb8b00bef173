using Markdig.Extensions.TaskLists;
using Markdig.Helpers;
using Markdig.Parsers;

namespace CometSpeech.Core.Documents.Markup.Markdown;

/// <summary>
/// Reads the box of a task list's item. White space follows it (GitHub Flavored Markdown, 5.3); Markdig takes a link
/// whose text is x for one.
/// </summary>
internal sealed class TaskBoxParser : TaskListInlineParser
{
    public override bool Match(InlineProcessor processor, ref StringSlice slice) =>
        slice.PeekChar(3).IsWhitespace() && base.Match(processor, ref slice);
}
