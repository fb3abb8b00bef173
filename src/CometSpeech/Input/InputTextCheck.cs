using System.Management.Automation;
using CometSpeech.Core.Documents;
using CometSpeech.Input.Documents;
using CometSpeech.Input.Records;

namespace CometSpeech.Input;

/// <summary>
/// Looks at pieces of input before anything is made of them: where each comes from, whether it is text at all, and
/// whether it is probably not what was meant.
/// </summary>
/// <param name="cmdlet">Writes what there is to say.</param>
/// <param name="format">The format that is named; null for Auto.</param>
internal sealed class InputTextCheck(PSCmdlet cmdlet, DocumentFormat? format)
{
    private readonly TextOrigin _origin = new(cmdlet);
    private readonly DocumentCheck _documents = new();
    private readonly TextWarnings _warnings = new(cmdlet);

    /// <summary>Whether a piece can be used; if not, that has been said.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="piece">What it says.</param>
    /// <param name="origin">The full path of the file it comes from; null when none is known.</param>
    public bool Accepts(RecordName name, InputText piece, out string? origin)
    {
        origin = _origin.PathOf(piece);
        // Whoever names Text means it.
        ErrorRecord? error = null;
        bool isRefused = format != DocumentFormat.Text && _documents.Refuses(name, piece, origin, out error);
        if (error is not null)
        {
            cmdlet.WriteError(error);
        }

        if (piece.Text is null || isRefused)
        {
            return false;
        }

        _warnings.Look(name, piece);
        if (format is null && origin is not null && piece is { Path: null, Document: null })
        {
            _warnings.LookAtOrigin(origin);
        }

        return true;
    }
}
