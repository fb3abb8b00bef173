using CometSpeech.Core.Documents;
using CometSpeech.Core.Documents.Narration;

namespace CometSpeech.Core.Tests.Documents.Narration;

public sealed class NarrationBuilderTests
{
    private readonly NarrationBuilder _builder = new();

    [Fact]
    public void ARunOfWhiteSpaceIsOneSpace()
    {
        _builder.Append("\n One\t");
        _builder.Append("\r\n two");
        _builder.Append("three\u00A0 four ");
        Assert.Equal("One twothree\u00A0 four.", Text());
    }

    [Fact]
    public void TwoLineBreaksEndAParagraph()
    {
        _builder.AppendLineBreak();
        _builder.Append("a ");
        _builder.AppendLineBreak();
        _builder.Append(" b");
        _builder.AppendLineBreak();
        _builder.AppendLineBreak();
        _builder.AppendLineBreak();
        _builder.Append("c");
        _builder.AppendLineBreak();
        Assert.Equal("a\nb.\n\nc.", Text());
    }

    [Fact]
    public void AHeadingIsOneWhateverIsInIt()
    {
        _builder.Append("before");
        _builder.BeginHeading(2);
        _builder.Append("Chapter");
        _builder.EndBlock();
        _builder.Append("One");
        _builder.AppendLineBreak();
        _builder.AppendLineBreak();
        _builder.Append("Two");
        _builder.EndHeading(isSpoken: true);
        _builder.Append("after");
        Assert.Equal(
            [new("before."), new("Chapter\nOne\nTwo.", 2, "Chapter One Two"), new("after.")], _builder.Build().Blocks);
    }

    [Fact]
    public void AHeadingThatIsNotSpokenIsATitleStill()
    {
        _builder.BeginHeading(1);
        _builder.Append("Title");
        _builder.EndHeading(isSpoken: false);
        _builder.BeginHeading(1);
        _builder.EndHeading(isSpoken: false);
        Assert.Equal([new("", 1, "Title")], _builder.Build().Blocks);
    }

    [Fact]
    public void APrefixWaitsForText()
    {
        _builder.Prefix = "1. ";
        _builder.Append("  ");
        _builder.EndBlock();
        Assert.Equal("1. ", _builder.Prefix);
        _builder.Append("one");
        Assert.Equal("", _builder.Prefix);
        _builder.EndBlock();
        _builder.Append("more");
        Assert.Equal("1. one.\n\nmore.", Text());
    }

    [Fact]
    public void AMarkThatIsLeftOutLeavesNoSpaceBeforeAFullStop()
    {
        _builder.Append("one ");
        _builder.LeaveOutMark();
        _builder.Append(", two ");
        _builder.LeaveOutMark();
        _builder.Append(" three .");
        Assert.Equal("one, two three .", Text());
    }

    [Fact]
    public void APhraseEndsAsItIs()
    {
        _builder.Append("one");
        _builder.EndBlock();
        _builder.Append("two");
        _builder.AppendLineBreak();
        _builder.Append("three");
        Assert.Equal("one. two three", _builder.BuildPhrase());
    }

    [Fact]
    public void AnchorsStandBeforeOrInABlock()
    {
        _builder.MarkAnchor("first");
        _builder.Append("a");
        _builder.MarkAnchor("in");
        _builder.EndBlock();
        _builder.MarkAnchor("in");
        _builder.MarkAnchor("");
        _builder.MarkAnchor("end");
        Assert.Equal(new Dictionary<string, int> { ["first"] = 0, ["in"] = 0, ["end"] = 1 }, _builder.Build().Anchors);
    }

    [Fact]
    public void NoDocumentSaysMoreThanTheLimit()
    {
        string text = new('x', DocumentLimits.SpokenCharacters / 2);
        _builder.Append(text);
        _builder.EndBlock();
        _builder.Append(text);
        _builder.EndBlock();
        _builder.Append("x");
        Assert.Equal(DocumentFailure.TooLarge, Assert.Throws<DocumentException>(_builder.EndBlock).Failure);
    }

    private string Text()
    {
        NarratedText text = _builder.Build();
        return text.GetText(0, text.Blocks.Count);
    }
}
