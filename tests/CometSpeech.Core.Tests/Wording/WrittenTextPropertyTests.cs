using CometSpeech.Core.Wording;
using CsCheck;

namespace CometSpeech.Core.Tests.Wording;

public sealed class WrittenTextPropertyTests
{
    private static readonly string[] s_pieces =
    [
        " word ", "Dr", "(Dr)", "cut", "(cut)", "é", "e\u0301", "o\u0302\u0323", "42", " ", " ", "\n", ".", ",", "😀",
        "\uD83D", "\u2000", "x",
    ];

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
                before = 0;
                for (int i = 0; i <= text.Length; i++)
                {
                    int index = written.ToSpoken(i, out _);
                    Assert.InRange(index, before, spoken.Length);
                    before = index;
                }

                Assert.Equal(spoken.Length, before);
                int word = spoken.IndexOf("word", StringComparison.Ordinal);
                if (word >= 0)
                {
                    int place = written.ToWritten(word, out _);
                    Assert.StartsWith("word", text.Substring(place).TrimStart(), StringComparison.Ordinal);
                    Assert.Equal(word, written.ToSpoken(text.IndexOf("word", StringComparison.Ordinal), out _));
                }
            },
            iter: 5000);
}
