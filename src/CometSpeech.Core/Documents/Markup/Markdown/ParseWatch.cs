using Markdig;
using Markdig.Syntax;

namespace CometSpeech.Core.Documents.Markup.Markdown;

/// <summary>
/// Ends the parsing of a Markdown text that takes too long or nests too deep, or that nobody waits for any more. Many
/// texts that no person writes take the parser squared time; it cannot be stopped from outside, so parsers that never
/// match ask here on the way.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="cancellationToken">Ends it.</param>
internal sealed class ParseWatch(TimeProvider time, CancellationToken cancellationToken)
{
    private readonly long _start = time.GetTimestamp();

    /// <summary>What a parser is given, to find it again.</summary>
    public MarkdownParserContext CreateContext() => new() { Properties = { [typeof(ParseWatch)] = this } };

    /// <summary>Asks whether to go on.</summary>
    /// <exception cref="DocumentException">It takes too long.</exception>
    /// <exception cref="OperationCanceledException">Nobody waits for it.</exception>
    public static void Check(MarkdownParserContext? context) => Of(context)?.Check();

    /// <summary>Asks whether to go on with a block inside another.</summary>
    /// <exception cref="DocumentException">It takes too long, or nests too deep.</exception>
    /// <exception cref="OperationCanceledException">Nobody waits for it.</exception>
    public static void Check(MarkdownParserContext? context, Block? parent)
    {
        int depth = 0;
        for (; parent is not null; parent = parent.Parent)
        {
            depth++;
        }

        if (depth > DocumentLimits.MarkdownDepth)
        {
            throw MarkdownGuard.TooDeep(null);
        }

        Check(context);
    }

    private static ParseWatch? Of(MarkdownParserContext? context) =>
        context is not null && context.Properties.TryGetValue(typeof(ParseWatch), out object? watch)
            ? (ParseWatch)watch
            : null;

    private void Check()
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (time.GetElapsedTime(_start) > DocumentLimits.MarkdownTime)
        {
            throw MarkdownGuard.TooSlow();
        }
    }
}
