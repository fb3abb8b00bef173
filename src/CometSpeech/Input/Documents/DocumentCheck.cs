using System.Management.Automation;
using CometSpeech.Errors;
using CometSpeech.Input.Files;
using CometSpeech.Input.Records;

namespace CometSpeech.Input.Documents;

/// <summary>
/// Finds text that is none: a document, a picture or a program that <c>Get-Content</c> or its like read as if it were
/// text. Where the file is known, it is looked at; else the first text tells, as a later one may be about such files.
/// </summary>
internal sealed class DocumentCheck
{
    private string? _refused;
    private bool _isFirst = true;

    /// <summary>Whether a piece of input is refused.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="piece">What it says.</param>
    /// <param name="origin">The file it comes from; null when none is known.</param>
    /// <param name="error">What to say; null for the rest of a file that was refused before.</param>
    public bool Refuses(RecordName name, InputText piece, string? origin, out ErrorRecord? error)
    {
        error = null;
        bool isFirst = _isFirst;
        _isFirst = false;
        // A file that this module reads is looked at when it is read.
        if (piece.Text is not { } text || piece.Path is not null)
        {
            return false;
        }

        if (origin is not null && origin == _refused)
        {
            return true;
        }

        FileKind? inside = isFirst ? FileKind.Detect(text) : null;
        if (origin is not null && (inside is not null || TextWarnings.IsDamaged(text)))
        {
            if (TextFile.FindKind(origin) is not { } kind)
            {
                return false;
            }

            _refused = origin;
            error = InputErrors.FileNotText(origin, new FileKindException(kind));
        }
        else if (inside is not null)
        {
            // What it holds is nothing to know it by.
            error = InputErrors.InputIsDocument(name with { Text = null }, inside, piece.Source!);
        }

        return error is not null;
    }
}
