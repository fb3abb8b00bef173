using System.Text;
using CometSpeech.Core.Text;
using CometSpeech.Core.Text.Unicode;
using CometSpeech.Core.Wording;
using CometSpeech.Fuzz.Mutation;
using CometSpeech.Fuzz.Seeds;
using CometSpeech.Input.Files;

namespace CometSpeech.Fuzz.Targets;

/// <summary>Files of plain text in whatever encoding: decoded, cleaned, cut. What goes in comes out.</summary>
internal sealed class TextTarget() : FuzzTarget("text", new TextShape(DocumentSeeds.TextTokens))
{
    private static readonly Encoding?[] s_encodings =
    [
        null, null, Encoding.Latin1, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32,
        .. ((string[])["windows-1251", "shift_jis", "gb18030", "iso-2022-jp"])
            .Select(name => CodePagesEncodingProvider.Instance.GetEncoding(name)),
    ];

    private static readonly Encoding[] s_marked =
    [
        Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, new UTF32Encoding(bigEndian: true, true),
    ];

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds =>
    [
        .. ((string[])[
            DocumentSeeds.PlainText, "Привет. Как дела? «Хорошо», — сказал он.", "これは本です。「はい」と言った。終わり！",
        ]).SelectMany(text => (byte[][])[
            Encoding.UTF8.GetBytes(text), [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)],
            [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)],
            [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(text)],
            [.. Encoding.UTF32.Preamble, .. Encoding.UTF32.GetBytes(text)]]),
        .. DocumentSeeds.Archives,
    ];

    /// <inheritdoc/>
    public override bool Read(byte[] input)
    {
        Random random = RandomFor(input);
        Encoding? named = s_encodings[random.Next(s_encodings.Length)];
        string text;
        try
        {
            text = TextFile.Decode(input, input.Length, new TextDecoding(named, null, random.Next(4) == 0));
        }
        catch (Exception e) when (e is DecoderFallbackException or FileKindException)
        {
            return false;
        }

        bool isMarked = Array.Exists(s_marked, encoding => input.AsSpan().StartsWith(encoding.Preamble));
        Require(
            named is not null || isMarked || Encoding.UTF8.GetBytes(text).AsSpan().SequenceEqual(input),
            "UTF-8 did not come out as it went in");
        CheckCleaning(text);
        CheckCuts(text, random.Next(1, 200), (ParagraphCuts)random.Next(3));
        return true;
    }

    private static void CheckCleaning(string text)
    {
        foreach (TextCleanup cleanup in (TextCleanup[])[TextCleanup.Basic, TextCleanup.Layout])
        {
            string cleaned = TextCleaner.Clean(text, cleanup);
            Require(cleaned.Length <= text.Length, $"{cleanup} makes a text longer");
            Require(
                ReferenceEquals(TextCleaner.Clean(cleaned, TextCleanup.Basic), cleaned), $"{cleanup} leaves something");
        }
    }

    private static void CheckCuts(string text, int longest, ParagraphCuts cuts)
    {
        int position = 0;
        foreach (TextRange chunk in TextSplitter.Split(text, longest, cuts))
        {
            Require(chunk.Start >= position && chunk.End <= text.Length, "chunks overlap");
            Require(string.IsNullOrWhiteSpace(text[position..chunk.Start]), "words between two chunks are lost");
            Require(!string.IsNullOrWhiteSpace(text[chunk.Start..chunk.End]), "a chunk is blank");
            Require(!CodePoints.IsInsidePair(text, chunk.End), "a character is cut");
            position = chunk.End;
        }

        Require(string.IsNullOrWhiteSpace(text[position..]), "words behind the last chunk are lost");
    }
}
