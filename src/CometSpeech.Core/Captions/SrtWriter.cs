using System.Globalization;
using System.Text;

namespace CometSpeech.Core.Captions;

/// <summary>
/// Writes SubRip files. There is no specification: lines end with CR LF, as in those that SubRip itself writes; no byte
/// order mark, since players take UTF-8 without one, while scripts and upload forms read the first number with one as
/// no number.
/// </summary>
internal sealed class SrtWriter(Stream output) : CueWriter(output, "\r\n")
{
    private long _number;

    /// <inheritdoc/>
    public override void Write(Cue cue)
    {
        Text.WriteLine((++_number).ToString(CultureInfo.InvariantCulture));
        Text.WriteLine($"{Format(cue.Start, ',')} --> {Format(cue.End, ',')}");
        foreach (string line in CueDirection.Mark(cue.Lines))
        {
            // Readers find a cue's times by the arrow; nothing can stand for it.
            Text.WriteLine(line.Replace("-->", "-- >"));
        }

        Text.WriteLine();
    }
}
