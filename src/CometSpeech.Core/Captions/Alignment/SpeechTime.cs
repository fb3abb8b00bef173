using CometSpeech.Core.Audio.Levels;

namespace CometSpeech.Core.Captions.Alignment;

/// <summary>
/// A stretch of speech with its pauses, in seconds from where the part's sound begins; and the time in it that is
/// speech alone.
/// </summary>
internal sealed class SpeechTime
{
    private readonly QuietStretch[] _pauses;
    private readonly double[] _speechBefore;

    /// <param name="start">Where the first sound is.</param>
    /// <param name="end">Where the last one ends.</param>
    /// <param name="pauses">Ascending; only those between count.</param>
    public SpeechTime(double start, double end, IEnumerable<QuietStretch> pauses)
    {
        Start = start;
        End = end;
        _pauses = [.. pauses.Where(pause => pause.Start > start && pause.End < end)];
        _speechBefore = new double[_pauses.Length];
        double quiet = 0;
        for (int i = 0; i < _pauses.Length; i++)
        {
            _speechBefore[i] = _pauses[i].Start - start - quiet;
            quiet += _pauses[i].Length;
        }

        Speech = Math.Max(0, end - start - quiet);
    }

    /// <summary>Where the first sound is.</summary>
    public double Start { get; }

    /// <summary>Where the last one ends.</summary>
    public double End { get; }

    /// <summary>How long somebody speaks.</summary>
    public double Speech { get; }

    /// <summary>The pauses, ascending.</summary>
    public IReadOnlyList<QuietStretch> Pauses => _pauses;

    /// <summary>How long somebody speaks before a pause; before the end for the number of pauses.</summary>
    public double SpeechBefore(int pause) => pause == _pauses.Length ? Speech : _speechBefore[pause];

    /// <summary>When so much was spoken.</summary>
    public double At(double speech)
    {
        int passed = Array.BinarySearch(_speechBefore, speech);
        passed = passed < 0 ? ~passed : passed;
        double quiet = 0;
        for (int i = 0; i < passed; i++)
        {
            quiet += _pauses[i].Length;
        }

        return Math.Min(End, Start + speech + quiet);
    }

    /// <summary>A part of it with its pauses.</summary>
    public SpeechTime Between(double start, double end) => new(start, end, _pauses);

    /// <summary>The whole of it without its pauses, as where they tell nothing.</summary>
    public SpeechTime WithoutPauses() => new(Start, End, []);
}
