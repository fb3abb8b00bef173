namespace CometSpeech.Tests.Support.Soak;

/// <summary>
/// Reads off finished files whether their books are whole: every chunk once and in its place, pauses, chapters and
/// captions where the tones are.
/// </summary>
internal sealed class BookJudge
{
    // In seconds. A pause in aac comes in steps of 43 ms, and an encoder blurs the edges of a tone by some ms; captions
    // find them by levels of 5 to 21 ms.
    private const double Near = 0.05;

    private const double ToneLength = 0.2;

    private readonly List<string> _faults = [];

    /// <summary>The pauses that the command was told, in seconds.</summary>
    public const double ParagraphPause = 0.1;
    public const double SpeakerPause = 0.2;
    public const double ChapterPause = 0.4;

    /// <summary>What is wrong, a line each.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Tones that were heard.</summary>
    public int Chunks { get; private set; }

    public int ChapterCount { get; private set; }

    public int CueCount { get; private set; }

    /// <summary>The most that a pause, a chapter or a cue is away from where it should be, in seconds.</summary>
    public double WorstPause { get; private set; }
    public double WorstChapter { get; private set; }
    public double WorstCue { get; private set; }

    /// <summary>Judges a file.</summary>
    public void Judge(SpokenBook book, SpokenAudio audio, params IReadOnlyList<CaptionCue>[] captions)
    {
        List<HeardTone> tones = HeardTone.Find(audio.Samples);
        Chunks += tones.Count;
        int[] expected = [.. book.Chunks.Select(chunk => chunk.Tone)];
        int[] heard = [.. tones.Select(tone => tone.Number)];
        if (!heard.SequenceEqual(expected))
        {
            int same = heard.Zip(expected).TakeWhile(pair => pair.First == pair.Second).Count();
            _faults.Add($"{book.AudioName}: {heard.Length} tones for {expected.Length} chunks, wrong from {same} on");
            return;
        }

        JudgePauses(book, tones);
        JudgeChapters(book, audio, tones);
        foreach (IReadOnlyList<CaptionCue> cues in captions)
        {
            JudgeCaptions(book, cues, tones, audio.Samples.Length / (double)SpokenAudio.SampleRate);
        }
    }

    private void JudgePauses(SpokenBook book, List<HeardTone> tones)
    {
        for (int i = 1; i < tones.Count; i++)
        {
            SpokenChunk chunk = book.Chunks[i];
            double pause = chunk.Chapter is not null ? ChapterPause
                : chunk.Voice != book.Chunks[i - 1].Voice ? SpeakerPause
                : ParagraphPause;
            double error = tones[i].Start - tones[i - 1].End - pause;
            WorstPause = Math.Max(WorstPause, Math.Abs(error));
            if (Math.Abs(error) > Near || Math.Abs(tones[i].End - tones[i].Start - ToneLength) > Near)
            {
                _faults.Add($"{book.AudioName}: the pause before '{chunk.Text}' is wrong by {error:0.000} s");
            }
        }
    }

    private void JudgeChapters(SpokenBook book, SpokenAudio audio, List<HeardTone> tones)
    {
        int[] begins = [.. Enumerable.Range(0, tones.Count).Where(i => book.Chunks[i].Chapter is not null)];
        ChapterCount += audio.ChapterStarts.Count;
        if (audio.ChapterStarts.Count != begins.Length)
        {
            _faults.Add($"{book.AudioName}: {audio.ChapterStarts.Count} chapters in place of {begins.Length}");
            return;
        }

        foreach ((int begin, double start) in begins.Zip(audio.ChapterStarts))
        {
            double error = Math.Abs(start - (begin == 0 ? 0 : tones[begin].Start));
            WorstChapter = Math.Max(WorstChapter, error);
            if (error > Near)
            {
                _faults.Add($"{book.AudioName}: '{book.Chunks[begin].Chapter}' is told {error:0.000} s off");
            }
        }
    }

    // A cue holds one sentence, or several that follow each other.
    private void JudgeCaptions(
        SpokenBook book, IReadOnlyList<CaptionCue> cues, List<HeardTone> tones, double length)
    {
        int chunk = 0;
        double shownUntil = 0;
        foreach (CaptionCue cue in cues)
        {
            int first = chunk;
            string said = "";
            while (said.Length < cue.Text.Length && chunk < tones.Count)
            {
                said += (said.Length == 0 ? "" : " ") + book.Chunks[chunk++].Text;
            }

            double error = first < tones.Count ? Math.Abs(cue.Start - tones[first].Start) : double.MaxValue;
            if (said != cue.Text || error > Near || cue.Start < shownUntil
                || cue.End < tones[chunk - 1].End - Near || cue.End > length + Near)
            {
                _faults.Add(
                    $"{book.AudioName}: the cue '{cue.Text}' at {cue.Start:0.000} to {cue.End:0.000} s is wrong: "
                        + $"'{said}' is heard {(first < tones.Count ? tones[first] : null)}");
                return;
            }

            WorstCue = Math.Max(WorstCue, error);
            shownUntil = cue.End;
            CueCount++;
        }

        if (chunk != tones.Count)
        {
            _faults.Add($"{book.AudioName}: the captions end after {chunk} of {tones.Count} chunks");
        }
    }
}
