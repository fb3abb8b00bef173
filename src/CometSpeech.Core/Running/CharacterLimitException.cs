namespace CometSpeech.Core.Running;

/// <summary>A target was refused before anything of it was sent: it would take more characters than are left.</summary>
public sealed class CharacterLimitException : Exception
{
    internal CharacterLimitException(long needed, long limit, long left)
        : base($"{needed} characters would have to be paid for, and {left} of {limit} are left.")
    {
        Needed = needed;
        Limit = limit;
        Left = left;
    }

    /// <summary>UTF-16 units of the target that are neither there nor asked for by another.</summary>
    public long Needed { get; }

    /// <summary>The most that the run may pay for (<see cref="RunOptions.CharacterLimit"/>).</summary>
    public long Limit { get; }

    /// <summary>What of it no earlier target took; less than <see cref="Needed"/>.</summary>
    public long Left { get; }
}
