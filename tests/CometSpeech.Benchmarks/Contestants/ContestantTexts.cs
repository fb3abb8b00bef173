using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CometSpeech.Benchmarks.Contestants;

/// <summary>The texts that all contestants speak, in a folder that is deleted at the end.</summary>
internal sealed class ContestantTexts : IDisposable
{
    // The most that the service takes in one request.
    private const int MaxLength = 4096;

    private static readonly string[] s_words =
        ("the harbour lay still when morning came and nobody crossed before six because a wind out of the north "
            + "had rattled every loose board").Split(' ');

    private int _files;

    /// <summary>Where texts and sound lie.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("CometSpeech-measure-").FullName;

    /// <summary>A place for sound that nothing lies in.</summary>
    public string NewPath(string extension) =>
        Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{_files++}{extension}"));

    /// <summary>One text: whole, and cut at each 4,096th character for those that cut nothing themselves.</summary>
    /// <returns>The path for <see cref="Job.Input"/>.</returns>
    public string WriteWhole(string text) => Write(text, text.Chunk(MaxLength).Select(piece => new string(piece)));

    /// <summary>Many short texts.</summary>
    public string WriteEach(IReadOnlyList<string> texts) => Write(texts[0], texts);

    /// <summary>Sentences of random words in paragraphs, so that no two chunks are alike and sent once.</summary>
    public static string Prose(int characters)
    {
        Random random = new(1);
        StringBuilder text = new();
        for (int sentence = 1; text.Length < characters; sentence++)
        {
            IEnumerable<string> words =
                Enumerable.Range(0, random.Next(6, 25)).Select(_ => s_words[random.Next(s_words.Length)]);
            text.Append("Then ").AppendJoin(' ', words);
            text.Append(sentence % 8 == 0 ? ".\n\n" : sentence % 3 == 0 ? ".\n" : ". ");
        }

        return text.ToString(0, characters);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private string Write(string whole, IEnumerable<string> pieces)
    {
        string path = NewPath("");
        File.WriteAllText(path + ".txt", whole);
        File.WriteAllText(path + ".json", JsonSerializer.Serialize(pieces));
        return path;
    }
}
