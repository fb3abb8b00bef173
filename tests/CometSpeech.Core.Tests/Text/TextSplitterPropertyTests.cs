using System.Globalization;
using System.Text;
using CometSpeech.Core.Text;
using CometSpeech.Core.Text.Unicode;
using CsCheck;

namespace CometSpeech.Core.Tests.Text;

/// <summary>What holds for any text and any limit.</summary>
public class TextSplitterPropertyTests
{
    private const int Samples = 20_000;

    private static readonly string[] s_pieces =
    [
        "a", "B", "é", "ß", "word", "Dr", "e.g", "U.S", "The", "3", "14", "一", "を", "한", "ა", "ש",
        " ", " ", " ", "  ", "\t", "\u00A0", "\u200B", "\u2029", "\n", "\r\n", "\n\n", "\r",
        ".", ".", "...", "!", "?", "。", "！", "؟", "।", "։", ",", ";", "、", "—", "–", "-", "…",
        "\"", "'", "“", "”", "(", ")", "」", "»", "«",
        "\u0301", "\u0308\u0301", "\u200D", "\u200F", "\u2060", "\uFE0F",
        "\u1112", "\u1161", "\u11AB", "\u0915", "\u094D", "\u0600", "\u0903",
        "🇩", "🇪", "👩", "👍🏽", "👩‍👩‍👧", "𝄞", "\U00011047", "\uD83D", "\uDC4D",
    ];

    private static readonly Gen<string> s_text = Gen.OneOf(
        Gen.Int[0, s_pieces.Length - 1].Select(index => s_pieces[index]).Array[0, 60]
            .Select(pieces => string.Concat(pieces)),
        Gen.Char.Array[0, 40].Select(units => new string(units)));

    private static readonly Gen<(string Text, int MaxLength)> s_case = Gen.Select(s_text, Gen.Int[1, 50]);

    [Fact]
    public void Chunks_put_together_are_the_text_but_for_white_space_at_the_cuts() =>
        s_case.Sample(
            example =>
            {
                int position = 0;
                foreach (TextRange chunk in TextSplitter.Split(example.Text, example.MaxLength))
                {
                    Assert.True(chunk.Start >= position && chunk.End <= example.Text.Length);
                    Assert.True(string.IsNullOrWhiteSpace(example.Text.Substring(position, chunk.Start - position)));
                    position = chunk.End;
                }

                Assert.True(string.IsNullOrWhiteSpace(example.Text.Substring(position)));
            },
            iter: Samples);

    [Fact]
    public void No_chunk_is_blank_or_longer_than_the_limit_but_for_a_single_text_element() =>
        s_case.Sample(
            example => Assert.All(
                Splitting.Chunks(example.Text, example.MaxLength),
                chunk => Assert.True(
                    !string.IsNullOrWhiteSpace(chunk) && (chunk.Length <= example.MaxLength || IsOneElement(chunk)))),
            iter: Samples);

    [Fact]
    public void No_chunk_is_without_a_word_where_every_run_of_signs_fits_beside_one()
    {
        string[] signs = ["* * *", "……", "🙂", "”", "—", "\n\n***\n\n", "!", "[ ]", "\n---\n"];
        string[] words = ["word", "Dr.", "end.", "a,", "“So", "1.", "HAMLET.", "line\n", "part.\n\n"];
        Gen<string> sign = Gen.Int[0, signs.Length - 1].Select(index => signs[index]);
        Gen<string> word = Gen.Int[0, words.Length - 1].Select(index => words[index]);
        Gen<string> text = Gen.Select(word, word, sign).Select(three => $"{three.Item1} {three.Item2} {three.Item3} ")
            .Array[1, 20].Select(pieces => string.Concat(pieces));
        Gen.Select(text, Gen.Int[24, 60], Gen.Int[0, 2].Select(cuts => (ParagraphCuts)cuts)).Sample(
            (all, maxLength, paragraphs) => Assert.All(
                TextSplitter.Split(all, maxLength, paragraphs).Select(chunk => chunk.Of(all)),
                chunk => Assert.True(TextSplitter.HasWords(chunk), $"«{chunk}» of «{all}» at {maxLength}")),
            iter: Samples);
    }

    [Fact]
    public void No_text_element_that_fits_is_cut() =>
        s_case.Sample(
            example =>
            {
                // Where some element does not fit, what follows it is counted from the cut inside it.
                string text = example.Text;
                List<int> boundaries =
                    [.. Enumerable.Range(0, text.Length + 1).Where(index => TextElements.IsBoundary(text, 0, index))];
                if (boundaries.Zip(boundaries.Skip(1), (from, to) => to - from).All(size => size <= example.MaxLength))
                {
                    Assert.All(CutsOf(text, example.MaxLength), cut => Assert.Contains(cut, boundaries));
                }
            },
            iter: Samples);

    [Fact]
    public void No_surrogate_pair_is_cut() =>
        s_case.Sample(
            example => Assert.DoesNotContain(
                CutsOf(example.Text, example.MaxLength), cut => CodePoints.IsInsidePair(example.Text, cut)),
            iter: Samples);

    [Fact]
    public void A_text_that_fits_is_one_chunk() =>
        s_text.Sample(
            text => Assert.Equal(
                string.IsNullOrWhiteSpace(text) ? 0 : 1, TextSplitter.Split(text, Math.Max(1, text.Length)).Count()),
            iter: Samples);

    [Fact]
    public void The_culture_changes_nothing()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            s_case.Sample(
                example =>
                {
                    CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
                    TextRange[] invariant = [.. TextSplitter.Split(example.Text, example.MaxLength)];
                    CultureInfo.CurrentCulture = new CultureInfo("tr-TR");
                    Assert.Equal(invariant, TextSplitter.Split(example.Text, example.MaxLength));
                },
                iter: Samples,
                threads: 1);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("\u0301")]
    [InlineData(".")]
    [InlineData("Dr. ")]
    [InlineData("x")]
    [InlineData(".)")]
    [InlineData("\"'")]
    [InlineData("...,;")]
    [InlineData("\n \n.")]
    [InlineData("🇩")]
    [InlineData("👩\u200D")]
    [InlineData("क्")]
    [InlineData("\uD83D")]
    [InlineData("—")]
    [InlineData("A. ")]
    [InlineData("x\n")]
    [InlineData("- x\n")]
    [InlineData("HAMLET.\n")]
    [InlineData("x\n\n")]
    [InlineData(".[")]
    [InlineData(".<p ")]
    [InlineData(".🙂 x")]
    [InlineData("* ")]
    [InlineData("\f")]
    public void Hostile_texts_come_to_an_end(string piece)
    {
        string text = new StringBuilder().Insert(0, piece, 1_000_000 / piece.Length).ToString();
        string[] chunks = [.. Splitting.Chunks(text, 4096)];
        Assert.Equal(WithoutWhiteSpace(text), WithoutWhiteSpace(string.Concat(chunks)));
        Assert.All(chunks, chunk => Assert.InRange(chunk.Length, 1, 4096));
    }

    /// <summary>
    /// Where chunks begin. Where they end is no place to look: white space dropped there may belong to a text element,
    /// as the one after U+0600 does.
    /// </summary>
    private static IEnumerable<int> CutsOf(string text, int maxLength) =>
        TextSplitter.Split(text, maxLength).Select(chunk => chunk.Start);

    private static bool IsOneElement(string chunk) =>
        Enumerable.Range(1, chunk.Length - 1).All(index => !TextElements.IsBoundary(chunk, 0, index));

    private static string WithoutWhiteSpace(string text) => string.Concat(text.Where(unit => !char.IsWhiteSpace(unit)));
}
