using CometSpeech.Core.Wording;
using CometSpeech.Fuzz.Mutation;
using CometSpeech.Fuzz.Seeds;

namespace CometSpeech.Fuzz.Targets;

/// <summary>Pronunciation files of a kind, read from disk and put to use.</summary>
/// <param name="name">The extension without its dot.</param>
/// <param name="shape">What such files are made of.</param>
internal sealed class PronunciationTarget(string name, InputShape shape) : FuzzTarget(name, shape)
{
    private const string Sample = "The AAC of the AAA says: W3C, naïve, kubectl get 42 pods, a\u0301 漢字 v7!";

    private readonly Lazy<string> _folder = new(() => Scratch.Folder(name));

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds => WordingSeeds.Of(Name);

    // An entry takes some 30 times its bytes (PronunciationFile.MaxLength); an expression is compiled.
    /// <inheritdoc/>
    protected override int AllocatedFactor => 2000;

    /// <inheritdoc/>
    public override bool Read(byte[] input)
    {
        string path = Path.Combine(_folder.Value, "words." + Name);
        File.WriteAllBytes(path, input);
        try
        {
            IReadOnlyList<PronunciationEntry> entries = PronunciationFile.Read(path).Entries;
            Require(entries.All(entry => entry.Path == path && entry.Line > 0), "an entry without its place");
            Pronunciation.Create([entries]);
            // An expression may take its second, and is refused then.
            Pronunciation words = Pronunciation.Create([entries.Where(entry => !entry.IsRegex)]);
            Check(words);
            return true;
        }
        catch (PronunciationException e)
        {
            Require(e.Path == path && e.Message.StartsWith($"'{path}'", StringComparison.Ordinal), "no file is named");
            return false;
        }
    }

    private static void Check(Pronunciation words)
    {
        string spoken = words.Apply(Sample, out WrittenText? written);
        Require(spoken == words.Apply(Sample), "with captions something else is said");
        int before = 0;
        for (int i = 0; i <= spoken.Length && written is not null; i++)
        {
            int index = written.ToWritten(i, out _);
            Require(index >= before && index <= Sample.Length, $"what was written goes back: {before}, {index}");
            before = index;
        }
    }
}
