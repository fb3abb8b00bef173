using CometSpeech.Core.Captions.Layout;

namespace CometSpeech.Core.Captions;

/// <summary>Writes WebVTT (W3C Candidate Recommendation of 4 April 2019).</summary>
internal sealed class VttWriter : CueWriter
{
    private bool _isEstimated;

    public VttWriter(Stream output)
        : base(output, "\n")
    {
        Text.WriteLine("WEBVTT");
        Text.WriteLine();
    }

    /// <inheritdoc/>
    public override void Write(Cue cue)
    {
        if (cue.IsEstimated != _isEstimated)
        {
            _isEstimated = cue.IsEstimated;
            Text.WriteLine(
                _isEstimated
                    ? "NOTE From here the times are estimated by the length of the text: the audio does not tell them."
                    : "NOTE From here the times are those of the audio.");
            Text.WriteLine();
        }

        Text.WriteLine($"{Format(cue.Start, '.')} --> {Format(cue.End, '.')}");
        foreach (string line in CueDirection.Mark(cue.Lines))
        {
            // 4.2.2, cue text: the characters that begin a tag and a reference; the arrow must not stand in it.
            Text.WriteLine(line.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;"));
        }

        Text.WriteLine();
    }
}
