using CometSpeech.Core.Captions;
using CometSpeech.Output.Files;

namespace CometSpeech.UnitTests.Output.Files;

/// <summary>The numbers of files for texts without names, beside what earlier commands left in the folder.</summary>
public sealed class NumberedFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cometspeech-").FullName;
    private readonly List<string> _verbose = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_that_is_empty_or_missing_begins_at_1()
    {
        Assert.Equal(["speech-0001.mp3", "speech-0002.mp3"], Next(Numbers(), 2));
        NumberedFiles missing = new(Path.Combine(_folder, "missing"), ".mp3", false, _verbose.Add);
        Assert.Equal(["speech-0001.mp3"], Next(missing, 1));
        Assert.Empty(_verbose);
    }

    [Theory]
    [InlineData(false, "speech-0008.mp3", "speech-0009.mp3")]
    [InlineData(true, "speech-0001.mp3", "speech-0002.mp3")]
    public void The_numbers_go_on_behind_the_last_file_of_the_format(bool beginsAtOne, params string[] expected)
    {
        Make("speech-0001.mp3", "speech-0007.mp3");
        Make("speech-0009.wav", "speech-0012.mp3.txt", "speech-x.mp3", "speech-.mp3", "Speech.mp3");
        Make("speech-99999999999.mp3");

        Assert.Equal(expected, Next(Numbers(beginsAtOne), 2));
        Assert.Equal(beginsAtOne ? 0 : 1, _verbose.Count);
        Assert.All(
            _verbose,
            line => Assert.StartsWith("'speech-0007.mp3' is the last one there", line, StringComparison.Ordinal));
    }

    [Fact]
    public void What_appears_meanwhile_and_what_the_command_named_itself_is_passed_over()
    {
        NumberedFiles numbers = Numbers();
        Assert.Equal(["speech-0001.mp3"], Next(numbers, 1));
        Make("speech-0002.mp3", "speech-0003.mp3.parts/");

        string next = numbers.Next(null, path => path.EndsWith("0004.mp3", StringComparison.Ordinal));
        Assert.Equal("speech-0005.mp3", Path.GetFileName(next));
    }

    [Fact]
    public void Captions_that_are_there_take_a_number()
    {
        Make("speech-0001.srt", "speech-0002.vtt");

        Assert.Equal(["speech-0001.mp3"], Next(Numbers(), 1));
        NumberedFiles captioned =
            new(_folder, ".mp3", false, _verbose.Add) { Subtitles = [SubtitleFormat.Vtt, SubtitleFormat.Srt] };
        Assert.Equal(["speech-0003.mp3"], Next(captioned, 1));
    }

    [Fact]
    public void A_text_whose_parts_were_left_gets_its_number_again_once()
    {
        // As long as they are in the engine.
        string[] parts = [new('a', 20), new('b', 20), new('c', 20)];
        string check = new('d', 8);
        Make("speech-0001.mp3", "speech-0004.mp3", "speech-0003.mp3.parts/notes.txt");
        Make($"speech-0003.mp3.parts/{parts[0]}.{check}.part", $"speech-0003.mp3.parts/{parts[1]}.{check}.part");
        Make($"speech-0004.mp3.parts/{parts[2]}.{check}.part");
        NumberedFiles numbers = Numbers();

        string[] names = [Next("other"), Next("other", parts[1]), Next(parts[1]), Next(parts[2])];

        Assert.Equal(["speech-0005.mp3", "speech-0003.mp3", "speech-0006.mp3", "speech-0007.mp3"], names);

        string Next(params string[] wanted) => Path.GetFileName(numbers.Next(() => wanted, _ => false));
    }

    private NumberedFiles Numbers(bool beginsAtOne = false) => new(_folder, ".mp3", beginsAtOne, _verbose.Add);

    private static IEnumerable<string> Next(NumberedFiles numbers, int count) =>
        Enumerable.Range(0, count).Select(_ => Path.GetFileName(numbers.Next(() => [], _ => false)));

    private void Make(params string[] names)
    {
        foreach (string name in names)
        {
            string path = Path.Combine(_folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (!name.EndsWith('/'))
            {
                File.WriteAllText(path, "");
            }
        }
    }
}
