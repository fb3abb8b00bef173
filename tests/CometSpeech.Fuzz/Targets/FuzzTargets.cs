using CometSpeech.Core.Audio;
using CometSpeech.Core.Documents;
using CometSpeech.Fuzz.Mutation;
using CometSpeech.Fuzz.Seeds;

namespace CometSpeech.Fuzz.Targets;

/// <summary>Every reader of foreign bytes.</summary>
internal static class FuzzTargets
{
    /// <summary>Makes them all.</summary>
    public static IEnumerable<FuzzTarget> All()
    {
        var page = new XmlShape(DocumentSeeds.HtmlElements, DocumentSeeds.HtmlTokens);
        return
        [
            new AudioTarget(AudioFormat.Mp3, new Mp3Shape()),
            new AudioTarget(AudioFormat.Opus, new OggShape()),
            new AudioTarget(AudioFormat.Aac, new AdtsShape()),
            new AudioTarget(AudioFormat.Flac, new FlacShape()),
            new AudioTarget(AudioFormat.Wav, new RiffShape()),
            new AudioTarget(AudioFormat.Pcm, ByteShape.Plain),
            new Mp4Target(),
            new TagTarget(),
            new CoverTarget(),
            new DocumentTarget(DocumentFormat.Markdown, new TextShape(DocumentSeeds.MarkdownTokens)),
            new DocumentTarget(DocumentFormat.Html, page),
            new DocumentTarget(
                DocumentFormat.Epub,
                new ZipShape(new XmlShape(
                    [.. DocumentSeeds.HtmlElements, .. DocumentSeeds.BookElements], DocumentSeeds.HtmlTokens))),
            new DocumentTarget(
                DocumentFormat.Docx,
                new ZipShape(new XmlShape(DocumentSeeds.WordElements, DocumentSeeds.HtmlTokens))),
            new TextTarget(),
            new PronunciationTarget("csv", new TextShape(WordingSeeds.TableTokens)),
            new PronunciationTarget("tsv", new TextShape(WordingSeeds.TableTokens)),
            new PronunciationTarget("json", new JsonShape(WordingSeeds.MemberNames, WordingSeeds.JsonTexts)),
            new PronunciationTarget(
                "pls", new XmlShape(WordingSeeds.LexiconElements, DocumentSeeds.HtmlTokens)),
            new ListTarget("models"),
            new ListTarget("voices"),
            new AnswerTarget(),
            new PartTarget(),
            new KeyStoreTarget(),
        ];
    }
}
