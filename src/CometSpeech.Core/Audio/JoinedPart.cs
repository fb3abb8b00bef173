namespace CometSpeech.Core.Audio;

/// <summary>A part that is to be appended: what a probe told of it, and how much of it may be left out.</summary>
/// <param name="Name">How messages call it, as in «part 3».</param>
/// <param name="Audio">What <see cref="AudioProbe"/> told of it; null when it was not looked at before.</param>
/// <param name="LeadingCut">
/// How much silence is to be left out at its beginning, from where its sound begins (<see
/// cref="AudioJoiner.PartOrigin"/>). As much of it is left out as whole units of the format allow; never more, or to
/// the nearest unit where <paramref name="SoundStart"/> tells that there is more silence.
/// </param>
/// <param name="TrailingCut">
/// How much silence is to be left out at its end; <paramref name="Audio"/> tells where that is.
/// </param>
/// <param name="SoundEnd">
/// Where its last sound ends, counted as <paramref name="LeadingCut"/> is: nothing before that is left out at its end.
/// Null when all that is known is the silence that may be left out: it ends there then.
/// </param>
/// <param name="SoundStart">
/// Where its first sound begins, counted as <paramref name="LeadingCut"/> is. Null when all that is known is the
/// silence that may be left out: it begins there then.
/// </param>
public sealed record JoinedPart(
    string Name,
    AudioProperties? Audio = null,
    TimeSpan LeadingCut = default,
    TimeSpan TrailingCut = default,
    TimeSpan? SoundEnd = null,
    TimeSpan? SoundStart = null);
