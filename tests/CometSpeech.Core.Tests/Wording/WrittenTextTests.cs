using System.Text.RegularExpressions;
using CometSpeech.Core.Wording;
using CsCheck;

namespace CometSpeech.Core.Tests.Wording;

public sealed class WrittenTextTests
{
    private static readonly string[] s_pieces =
    [
        " word ", "Dr", "(Dr)", "cut", "(cut)", "é", "e\u0301", "o\u0302\u0323", "42", " ", " ", "\n", ".", ",", "😀",
        "\uD83D", "\u2000", "x",
    ];

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
        }

        // Inside of what is said for a word: behind the word.
        int inside = written.ToWritten(spoken.IndexOf("tor Who", StringComparison.Ordinal), out bool isInside);
        Assert.True(isInside);
        Assert.StartsWith(" Who", Text.Substring(inside), StringComparison.Ordinal);
        Assert.Equal(Text.Length, written.ToWritten(spoken.Length, out _));
    }

    [Fact]
    public void Without_an_entry_that_meets_it_there_is_none()
    {
        Pronunciation pronunciation = Pronunciation.Create(
            [[new PronunciationEntry("Dr", "Doctor"), new PronunciationEntry("x+", "y") { IsRegex = true }]]);

        Assert.Equal("Cafe\u0301", pronunciation.Apply("Cafe\u0301", out WrittenText? written));
        Assert.Null(written);
    }

    [Fact]
    public void Places_ascend_in_any_text() =>
        Gen.Int[0, s_pieces.Length - 1].Select(index => s_pieces[index]).Array[0, 30].Sample(
            pieces =>
            {
                Pronunciation pronunciation = Pronunciation.Create(
                    [
                        [
                            new PronunciationEntry("Dr", "Doctor"),
                            new PronunciationEntry("cut", ""),
                            new PronunciationEntry("é", "e acute"),
                            new PronunciationEntry(@"\d", "$0$0") { IsRegex = true },
                            new PronunciationEntry(@"x ?", "") { IsRegex = true },
                        ],
                    ]);
                string text = string.Concat(pieces);
                string spoken = pronunciation.Apply(text, out WrittenText? written);

                Assert.Equal(pronunciation.Apply(text), spoken);
                if (written is null)
                {
                    Assert.Equal(text, spoken);
                    return;
                }

                int before = 0;
                for (int i = 0; i <= spoken.Length; i++)
                {
                    int index = written.ToWritten(i, out _);
                    Assert.InRange(index, before, text.Length);
                    before = index;
                }

                Assert.Equal(text.Length, before);
                int word = spoken.IndexOf("word", StringComparison.Ordinal);
                if (word >= 0)
                {
                    int place = written.ToWritten(word, out _);
                    Assert.StartsWith("word", text.Substring(place).TrimStart(), StringComparison.Ordinal);
                }
            },
            iter: 5000);
}
