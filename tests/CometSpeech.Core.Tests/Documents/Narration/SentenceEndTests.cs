using CometSpeech.Core.Documents.Narration;

namespace CometSpeech.Core.Tests.Documents.Narration;

public sealed class SentenceEndTests
{
    [Theory]
    [InlineData("A title", "A title.")]
    [InlineData("Chapter 1", "Chapter 1.")]
    [InlineData("Why?", "Why?")]
    [InlineData("So it is.", "So it is.")]
    [InlineData("for example:", "for example:")]
    [InlineData("and so on…", "and so on…")]
    [InlineData("He said “no.”", "He said “no.”")]
    [InlineData("He said “no”", "He said “no”.")]
    [InlineData("(see above)", "(see above).")]
    [InlineData("(See above.)", "(See above.)")]
    [InlineData("Great 🎉", "Great 🎉.")]
    [InlineData("Great! 🎉", "Great! 🎉")]
    [InlineData("x²", "x².")]
    [InlineData("一章", "一章。")]
    [InlineData("一章。", "一章。")]
    [InlineData("「一章」", "「一章」。")]
    [InlineData("अध्याय एक", "अध्याय एक।")]
    [InlineData("প্রথম অধ্যায়", "প্রথম অধ্যায়।")]
    [InlineData("ਪਹਿਲਾ", "ਪਹਿਲਾ।")]
    [InlineData("પ્રકરણ એક", "પ્રકરણ એક.")]
    [InlineData("அத்தியாயம்", "அத்தியாயம்.")]
    [InlineData("అధ్యాయం", "అధ్యాయం.")]
    [InlineData("පරිච්ඡේදය", "පරිච්ඡේදය.")]
    [InlineData("هل؟", "هل؟")]
    [InlineData("***", "***")]
    [InlineData("", "")]
    public void IsAddedWhereNoneIs(string text, string expected)
    {
        Assert.Equal(expected, SentenceEnd.AddTo(text));
        Assert.Equal(text == expected, SentenceEnd.IsAtEndOf(text));
    }
}
