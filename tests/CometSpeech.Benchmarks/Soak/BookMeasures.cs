using CometSpeech.Tests.Support.Soak;

namespace CometSpeech.Benchmarks.Soak;

/// <summary>Judges the finished files of folders of books, by ffmpeg and ffprobe, and tells the figures.</summary>
internal sealed class BookMeasures
{
    private readonly BookJudge _judge = new();
    private readonly List<string> _strays = [];
    private int _files;

    /// <summary>Judges the files of a folder; a WAV file by its specification alone as well.</summary>
    public async Task JudgeAsync(string folder, IReadOnlyList<SpokenBook> books)
    {
        string speech = Path.Combine(folder, "speech");
        HashSet<string> expected = [];
        foreach (SpokenBook book in books)
        {
            string path = Path.Combine(speech, book.AudioName);
            string[] captions = [Path.ChangeExtension(path, "vtt"), Path.ChangeExtension(path, "srt")];
            expected.UnionWith([path, .. captions]);
            IReadOnlyList<CaptionCue>[] cues = [.. captions.Select(CaptionCue.Read)];
            _judge.Judge(book, await MediaPrograms.ReadAsync(path), cues);
            if (path.EndsWith(".wav", StringComparison.Ordinal))
            {
                _judge.Judge(book, SpokenAudio.FromWave(path));
            }

            _files++;
        }

        _strays.AddRange(Directory.GetFileSystemEntries(speech).Where(path => !expected.Contains(path)));
    }

    /// <summary>Hands over each figure, and whether it is as it should be.</summary>
    public void Tell(Action<bool, string> judge)
    {
        foreach (string fault in _judge.Faults.Take(20))
        {
            Console.WriteLine(fault);
        }

        judge(
            _judge.Faults.Count == 0,
            $"{_files} files, {_judge.Chunks:N0} chunks heard (those of wav read twice), {_judge.Faults.Count} faults: "
                + "lost, doubled, out of order, or a pause, a chapter, a cue in the wrong place");
        judge(
            _judge is { ChapterCount: > 0, CueCount: > 0 },
            $"{_judge.ChapterCount:N0} chapters, {_judge.CueCount:N0} cues; the farthest from its tone: "
                + $"pause {_judge.WorstPause * 1000:0} ms, chapter {_judge.WorstChapter * 1000:0} ms, "
                + $"cue {_judge.WorstCue * 1000:0} ms (at most 50)");
        judge(_strays.Count == 0, $"{_strays.Count} files left beside them {string.Join(' ', _strays.Take(5))}");
    }
}
