using CometSpeech.Core.Audio;
using CometSpeech.Core.Parts;
using CometSpeech.Core.Planning;

namespace CometSpeech.Core.Running.State;

/// <summary>
/// Holds the parts of a target against each other as they arrive: where two make no file, the rest is not paid for.
/// </summary>
internal sealed class PartAgreement(TargetPlan plan)
{
    private int _first;
    private AudioProperties? _audio;

    /// <summary>Takes a part in; any order will do.</summary>
    /// <returns>Why it makes no file with the first that came; null when it does.</returns>
    public AudioFormatException? Add(int request, Part part)
    {
        if (_audio is null)
        {
            _first = request;
            _audio = part.Audio;
            return null;
        }

        if (AudioConfiguration.Agree(part.Audio, _audio))
        {
            return null;
        }

        // The earlier in the text is the one that others are told to differ from, whichever came first.
        return plan.PartNumberOf(request) < plan.PartNumberOf(_first)
            ? AudioConfiguration.Different(NameOf(_first, request), _audio, NameOf(request, _first), part.Audio)
            : AudioConfiguration.Different(NameOf(request, _first), part.Audio, NameOf(_first, request), _audio);
    }

    // With what in its request may be why.
    private string NameOf(int request, int other)
    {
        Segment segment = SegmentOf(request);
        Segment otherSegment = SegmentOf(other);
        string name = $"part {plan.PartNumberOf(request)} of {plan.Chunks.Count}";
        return segment.Voice != otherSegment.Voice ? $"{name} (voice '{segment.Voice}')"
            : segment.Model != otherSegment.Model ? $"{name} (model '{segment.Model}')"
            : name;
    }

    private Segment SegmentOf(int request) => plan.Target.Segments[plan.Requests[request].Segment];
}
