using CometSpeech.Core.Wording;
using CsCheck;

namespace CometSpeech.Core.Tests.Wording;

/// <summary>What holds for any text and any dictionary.</summary>
public sealed class PronunciationPropertyTests
{
    private const int Samples = 5_000;

    private static readonly string[] s_pieces =
    [
        "a", "b", "A", "word", "Word", "C#", ".NET", "é", "e\u0301", "\u0301", "一", "を", "ไ", "ก", "\u200C", "1", "_",
        " ", " ", "\n", "\n\n", "\u00A0", ".", ",", "(", ")", "'", "’", "-", "😀", "\uD83D", "\uDE00", "ß", "İ",
        "\uFFFE",
    ];

    private static readonly Gen<string> s_text = Gen.OneOf(
        Gen.Int[0, s_pieces.Length - 1].Select(index => s_pieces[index]).Array[0, 30]
            .Select(pieces => string.Concat(pieces)),
        Gen.Char.Array[0, 30].Select(units => new string(units)));

    private static readonly Gen<string> s_key = Gen.Int[0, s_pieces.Length - 1].Select(index => s_pieces[index])
        .Array[1, 3].Select(pieces => string.Concat(pieces)).Where(key => !string.IsNullOrWhiteSpace(key));

    [Fact]
    public void Any_dictionary_can_be_applied_to_any_text() =>
        Gen.Select(s_text, Gen.Select(s_key, s_text).Array[0, 6]).Sample(
            (text, entries) => Assert.NotNull(
                Pronunciation
                    .Create(entries.Select(entry => new[] { new PronunciationEntry(entry.Item1, entry.Item2) }))
                    .Apply(text)),
            iter: Samples);

    [Fact]
    public void A_word_that_says_itself_changes_nothing_but_the_form() =>
        Gen.Int[0, 3].Select(index => new[] { "a", "word", "C#", "é" }[index]).Array[0, 20].Sample(
            words =>
            {
                string text = string.Join(" ", words);
                Pronunciation pronunciation = Pronunciation.Create(
                    [words.Distinct().Select(word => new PronunciationEntry(word, word))]);
                Assert.Equal(text, pronunciation.Apply(text));
            },
            iter: Samples);
}
