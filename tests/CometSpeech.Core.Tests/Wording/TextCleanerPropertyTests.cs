using CometSpeech.Core.Wording;
using CsCheck;

namespace CometSpeech.Core.Tests.Wording;

/// <summary>What holds for any text.</summary>
public sealed class TextCleanerPropertyTests
{
    private const int Samples = 20_000;

    private static readonly string[] s_pieces =
    [
        "a", "B", "word", "Word", "args", "km", "3", "14", "2024", "一", "を", "क", "\u094D", "م", "ខ", "é", "e\u0301",
        " ", " ", " ", "  ", "\t", "\u00A0", "\n", "\n", "\r\n", "\n\n", "\f", "\u2029", "\u0085",
        ".", ".", "...", "....", "!", "!!", "?", "。", "！", ",", ";", ":", "-", "----", "—", "…", "……", "…",
        "(", ")", "[", "]", "[1]", "[a]", "[1,2]", "¹", "²", "⁻", "†", "\"", "”", "<", ">", "*", "* * *", "---", "===",
        "~~~~", "_", "|", "+--+", "http://", "https://a.b/c", "www.", "www.x.org", "mailto:", "://", "@", "/", "x.y",
        "\u200B", "\u200C", "\u200D", "\u00AD", "\uFEFF", "\u202E", "\uFE0F", "\uFE0E", "\u20E3", "\u001B[0m", "\0",
        "😀", "👩", "👍🏽", "👩‍👩‍👧", "🇩", "🇪", "☎", "✓", "│", "■", "©", "1️⃣",
        "\uD83D", "\uDE00", "\uDB40", "\U000E0067",
    ];

    private static readonly Gen<string> s_text = Gen.OneOf(
        Gen.Int[0, s_pieces.Length - 1].Select(index => s_pieces[index]).Array[0, 40]
            .Select(pieces => string.Concat(pieces)),
        Gen.Char.Array[0, 40].Select(units => new string(units)));

    [Fact]
    public void A_clean_text_stays_what_it_is() =>
        s_text.Sample(
            text =>
            {
                string clean = TextCleaner.Clean(text, TextCleanup.Basic);
                Assert.Same(clean, TextCleaner.Clean(clean, TextCleanup.Basic));
            },
            iter: Samples);

    [Fact]
    public void No_text_gets_longer() =>
        Gen.Select(s_text, Gen.Enum<TextCleanup>()).Sample(
            (text, cleanup) => Assert.True(TextCleaner.Clean(text, cleanup).Length <= text.Length),
            iter: Samples);

    [Fact]
    public void No_surrogate_loses_its_partner() =>
        Gen.Select(s_text, Gen.Enum<TextCleanup>(), Gen.Int[0, 3]).Sample(
            (text, cleanup, options) => Assert.True(
                LoneSurrogates(TextCleaner.Clean(text, cleanup, (TextCleanerOptions)options)) <= LoneSurrogates(text)),
            iter: Samples);

    [Fact]
    public void No_space_is_doubled() =>
        s_text.Where(text => !text.Contains("  ") && !text.Contains('\u00A0') && !text.Contains('\u0085')).Sample(
            text => Assert.DoesNotContain("  ", TextCleaner.Clean(text, TextCleanup.Basic), StringComparison.Ordinal),
            iter: Samples);

    private static int LoneSurrogates(string text)
    {
        int count = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                count++;
            }
        }

        return count;
    }
}
