using System.Text;
using CometSpeech.Core.Documents;
using CometSpeech.Fuzz.Mutation;
using CometSpeech.Fuzz.Seeds;

namespace CometSpeech.Fuzz.Targets;

/// <summary>
/// Documents of a format: read, or refused with a <see cref="DocumentException"/>; what is said has a form.
/// </summary>
/// <param name="format">The format.</param>
/// <param name="shape">What such documents are made of.</param>
internal sealed class DocumentTarget(DocumentFormat format, InputShape shape)
    : FuzzTarget(format.ToString().ToLowerInvariant(), shape)
{
    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds => DocumentSeeds.Of(format);

    // Broken markup takes more than 100 times its bytes (DocumentLimits), and an archive may hold thirty times its
    // own in packed ones.
    /// <inheritdoc/>
    protected override int AllocatedFactor => 3000;

    // The parser of Markdown takes the square of a table's bars; DocumentLimits has an end for it.
    /// <inheritdoc/>
    public override long MostAllocated(byte[] input)
    {
        long bars = format == DocumentFormat.Markdown ? input.AsSpan().Count((byte)'|') : 0;
        return base.MostAllocated(input) + (24 * bars * bars);
    }

    /// <inheritdoc/>
    public override bool Read(byte[] input)
    {
        Random random = RandomFor(input);
        var options = new DocumentOptions
        {
            Spoken = random.Next(3) switch
            {
                0 => DocumentElements.Default,
                1 => (DocumentElements)~0,
                _ => (DocumentElements)random.Next(),
            },
            ChapterLevel = random.Next(4) == 0 ? random.Next(7) : null,
        };
        string? told = Describe(input, options, null, out bool isAccepted);
        if (!DocumentFormats.IsText(format))
        {
            string? again = Describe(input, options, random, out _);
            Require(told == again, "read in other blocks it says something else");
        }

        return isAccepted;
    }

    private string Describe(byte[] input, DocumentOptions options, Random? blocks, out bool isAccepted)
    {
        try
        {
            SpokenDocument document = Read(input, options, blocks);
            Check(document, format);
            isAccepted = true;
            return string.Join('\n', [
                document.Title, document.Language, .. document.Authors, .. document.Warnings,
                .. document.Sections.Select(section => $"{section.Title}\n{section.Text}")]);
        }
        catch (DocumentException e)
        {
            Require(e.Message.Length > 0, "a refusal without words");
            Require(
                format != DocumentFormat.Html || e.Failure == DocumentFailure.TooLarge, "a page is refused, not read");
            isAccepted = false;
            return e.Message;
        }
    }

    private SpokenDocument Read(byte[] input, DocumentOptions options, Random? blocks)
    {
        if (DocumentFormats.IsText(format))
        {
            return DocumentReader.Read(DocumentSeeds.ToText(input), format, options, CancellationToken.None);
        }

        using MemoryStream stream = blocks is null
            ? new MemoryStream(input)
            : new ShortReads(input, blocks, canSeek: true);
        return DocumentReader.Read(stream, format, options, CancellationToken.None);
    }

    private static void Check(SpokenDocument document, DocumentFormat format)
    {
        foreach (DocumentSection section in document.Sections)
        {
            Require(!string.IsNullOrWhiteSpace(section.Text), "a section is blank");
            Require(!section.Text.Contains("\n\n\n", StringComparison.Ordinal), "two blank lines follow each other");
            Require(
                format != DocumentFormat.Html || !section.Text.Contains("  ", StringComparison.Ordinal),
                "two spaces follow each other");
            Require(section.Title is null || !section.Title.Contains('\n'), "a title has two lines");
        }

        Require(document.Title is null || !document.Title.Contains('\n'), "the title has two lines");
        Require(document.Authors.All(author => !string.IsNullOrWhiteSpace(author)), "an author is blank");
    }
}
