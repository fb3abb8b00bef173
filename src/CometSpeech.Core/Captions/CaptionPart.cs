using CometSpeech.Core.Audio.Levels;
using CometSpeech.Core.Planning;
using CometSpeech.Core.Text;

namespace CometSpeech.Core.Captions;

/// <summary>A part of a joined file with what captions need of it: its text, its level curve, its place.</summary>
/// <param name="Segment">The segment whose text it speaks.</param>
/// <param name="Range">Where that text stands in the segment's.</param>
/// <param name="Levels">The part's level curve; null when there is none.</param>
/// <param name="Origin">
/// Where, in the decoded file, time zero of the level curve is; may lie before <paramref name="Start"/> when silence
/// was left out at the part's beginning.
/// </param>
/// <param name="Start">Where the part begins in the decoded file.</param>
/// <param name="End">Where it ends.</param>
internal sealed record CaptionPart(
    Segment Segment, TextRange Range, LevelCurve? Levels, TimeSpan Origin, TimeSpan Start, TimeSpan End);
