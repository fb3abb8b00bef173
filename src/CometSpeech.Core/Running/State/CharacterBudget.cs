namespace CometSpeech.Core.Running.State;

/// <summary>
/// The characters that a run may pay for. A part is counted once, when the first target that needs it is let in, and
/// given back when all of its targets are over without it, or when it turns out to be there. Touched by the loop only.
/// </summary>
/// <param name="limit">The most UTF-16 units; <see cref="long.MaxValue"/> for any number.</param>
internal sealed class CharacterBudget(long limit)
{
    private long _taken;

    /// <summary>
    /// Lets targets in or refuses them, in the order of the input: what an earlier one takes is not left to a later
    /// one. One that is still being looked at holds up the rest.
    /// </summary>
    public void LetIn(IEnumerable<TargetState> targets)
    {
        foreach (TargetState target in targets.Where(target => !target.IsLetIn && target.Failure is null))
        {
            // Without a limit nothing is counted, and so nothing has to be known first.
            bool isLimited = limit < long.MaxValue;
            if (isLimited && !target.IsChecked)
            {
                return;
            }

            if (isLimited && Take(target) is { } refusal)
            {
                target.Fail(refusal);
            }
            else
            {
                target.IsLetIn = true;
            }
        }
    }

    /// <summary>
    /// Gives back what was counted for a part that nobody asks for any more; nothing for one that was paid for.
    /// </summary>
    public void GiveBack(PartState part)
    {
        if (part.IsCounted && part.Status != PartStatus.There)
        {
            part.IsCounted = false;
            _taken -= part.Length;
        }
    }

    // What of it is there already, and was found whole, is free.
    private CharacterLimitException? Take(TargetState target)
    {
        PartState[] unpaid =
            [.. target.Parts.Where(part => part is { Status: PartStatus.Queued, IsCounted: false })];
        long needed = unpaid.Sum(part => (long)part.Length);
        if (needed > limit - _taken)
        {
            return new CharacterLimitException(needed, limit, limit - _taken);
        }

        _taken += needed;
        foreach (PartState part in unpaid)
        {
            part.IsCounted = true;
        }

        return null;
    }
}
