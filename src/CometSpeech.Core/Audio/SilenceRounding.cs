namespace CometSpeech.Core.Audio;

/// <summary>
/// Rounds silences to whole steps of a format so that what rounding leaves over adds up to a step at most.
/// </summary>
internal sealed class SilenceRounding
{
    // Of a step: the other one is a tenth farther at most.
    private const decimal AboutAsNear = 0.45m;

    // What rounding has left over so far, in samples.
    private decimal _owed;

    /// <summary>The samples to write for a silence.</summary>
    /// <param name="exact">How many samples it lasts.</param>
    /// <param name="step">The samples of a step.</param>
    public long Round(decimal exact, int step)
    {
        long samples = Choose(exact, step);
        _owed += exact - samples;
        return samples;
    }

    // Each silence to its own nearest step: were all that is left over made up for at once, a single one would be off
    // by two rounding errors. To the other step where that lessens what is left over, if it is about as near, or if
    // more than a step would be left over.
    private long Choose(decimal exact, int step)
    {
        long nearest = (long)Math.Round(exact / step) * step;
        decimal rest = exact - nearest;
        long other = nearest + (Math.Sign(rest) * step);
        decimal owed = _owed + rest;
        bool isLess = Math.Abs(_owed + exact - other) < Math.Abs(owed);
        bool isNear = Math.Abs(rest) > AboutAsNear * step;
        return isLess && other >= 0 && (isNear || Math.Abs(owed) > step) ? other : nearest;
    }
}
