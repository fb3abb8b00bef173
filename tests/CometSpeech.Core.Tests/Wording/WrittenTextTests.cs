using System.Text.RegularExpressions;
using CometSpeech.Core.Wording;

namespace CometSpeech.Core.Tests.Wording;

public sealed class WrittenTextTests
{
    [Fact]
    public void A_place_is_found_again()
    {
        const string Text = "Cafe\u0301 one. Dr Who cut it 42 times. The end.";
        Pronunciation pronunciation = Pronunciation.Create(
            [
                [
                    new PronunciationEntry("Dr", "Doctor"),
                    new PronunciationEntry("cut", ""),
                    new PronunciationEntry(@"\d+", "<$0>") { IsRegex = true },
                    new PronunciationEntry("[<>]", "|") { IsRegex = true, RegexOptions = RegexOptions.RightToLeft },
                ],
            ]);

        string spoken = pronunciation.Apply(Text, out WrittenText? written);

        Assert.Equal("Caf\u00E9 one. Doctor Who it |42| times. The end.", spoken);
        Assert.Equal(Text, written!.Text);
        foreach (string place in new[] { "one", "Doctor", "Who", "it", "times", "The", "end" })
        {
            int index = written.ToWritten(spoken.IndexOf(place, StringComparison.Ordinal), out _);
            Assert.StartsWith(place == "Doctor" ? "Dr" : place, Text.Substring(index), StringComparison.Ordinal);
            Assert.StartsWith(place, spoken.Substring(written.ToSpoken(index, out _)), StringComparison.Ordinal);
        }

        // Inside of what is said for a word: behind the word.
        int inside = written.ToWritten(spoken.IndexOf("tor Who", StringComparison.Ordinal), out bool isInside);
        Assert.True(isInside);
        Assert.StartsWith(" Who", Text.Substring(inside), StringComparison.Ordinal);
        Assert.Equal(Text.Length, written.ToWritten(spoken.Length, out _));
        inside = written.ToSpoken(Text.IndexOf("r Who", StringComparison.Ordinal), out isInside);
        Assert.True(isInside);
        Assert.StartsWith(" Who", spoken.Substring(inside), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_entry_that_meets_it_there_is_none()
    {
        Pronunciation pronunciation = Pronunciation.Create(
            [[new PronunciationEntry("Dr", "Doctor"), new PronunciationEntry("x+", "y") { IsRegex = true }]]);

        Assert.Equal("Cafe\u0301", pronunciation.Apply("Cafe\u0301", out WrittenText? written));
        Assert.Null(written);
    }
}
