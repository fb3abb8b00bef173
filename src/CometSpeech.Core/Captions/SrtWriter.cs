using System.Globalization;
using System.Text.RegularExpressions;
using CometSpeech.Core.Captions.Layout;

namespace CometSpeech.Core.Captions;

/// <summary>
/// Writes SubRip files. There is no specification: lines end with CR LF, as in those that SubRip itself writes; no byte
/// order mark, since players take UTF-8 without one, while scripts and upload forms read the first number with one as
/// no number.
/// </summary>
internal sealed class SrtWriter(Stream output) : CueWriter(output, "\r\n")
{
    // What players take for a tag, as <b> and </i>, and do not show.
    private static readonly Regex s_tag = new("<(?=[A-Za-z/])", RegexOptions.CultureInvariant);

    private long _number;

    /// <inheritdoc/>
    public override void Write(Cue cue)
    {
        Text.WriteLine((++_number).ToString(CultureInfo.InvariantCulture));
        Text.WriteLine($"{Format(cue.Start, ',')} --> {Format(cue.End, ',')}");
        foreach (string line in CueDirection.Mark(cue.Lines))
        {
            // Readers find a cue's times by the arrow; nothing can stand for it. Nor is there an escape for tags: a
            // word joiner, which is not shown (Unicode 23.2), makes the bracket a sign of the text.
            Text.WriteLine(s_tag.Replace(line.Replace("-->", "-- >"), "$0\u2060"));
        }

        Text.WriteLine();
    }
}
