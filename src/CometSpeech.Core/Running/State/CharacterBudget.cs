namespace CometSpeech.Core.Running.State;

/// <summary>
/// The characters that a run may pay for. A part is counted once, when the first target that needs it is let in, and
/// given back when all of its targets are over without it. Touched by the loop only.
/// </summary>
/// <param name="limit">The most UTF-16 units; <see cref="long.MaxValue"/> for any number.</param>
internal sealed class CharacterBudget(long limit)
{
    private long _taken;

    /// <summary>Whether there is a limit at all.</summary>
    public bool IsLimited => limit < long.MaxValue;

    /// <summary>
    /// Lets targets in or refuses them, in the order of the input: what an earlier one takes is not left to a later
    /// one. One that is still being looked at holds up the rest.
    /// </summary>
    public void LetIn(IEnumerable<TargetState> targets)
    {
        if (!IsLimited)
        {
            return;
        }

        foreach (TargetState target in targets.Where(target => !target.IsLetIn && target.Failure is null))
        {
            if (!target.IsChecked)
            {
                return;
            }

            if (Take(target) is { } refusal)
            {
                target.Fail(refusal);
            }
            else
            {
                target.IsLetIn = true;
            }
        }
    }

    /// <summary>Gives back what was counted for a part that nobody needs any more.</summary>
    /// <param name="part">The part.</param>
    /// <param name="length">The UTF-16 units of its text.</param>
    public void Forget(PartState part, int length) =>
        _taken -= part.IsCounted && part.Status != PartStatus.There ? length : 0;

    // What of it is there already, and was found whole, is free.
    private CharacterLimitException? Take(TargetState target)
    {
        int[] unpaid =
        [
            .. Enumerable.Range(0, target.Parts.Length)
                .Where(i => target.Parts[i] is { Status: PartStatus.Queued, IsCounted: false }),
        ];
        long needed = unpaid.Sum(i => (long)target.Plan.Requests[i].Range.Length);
        if (needed > limit - _taken)
        {
            return new CharacterLimitException(needed, limit, limit - _taken);
        }

        _taken += needed;
        foreach (int i in unpaid)
        {
            target.Parts[i].IsCounted = true;
        }

        return null;
    }
}
