using System.Management.Automation;
using CometSpeech.Input.Files;
using CometSpeech.Input.Records;

namespace CometSpeech.Input;

/// <summary>
/// Finds the file that a text comes from: the one this module read, now or before, or that of the note <c>PSPath</c>,
/// which <c>Get-Content</c> hangs onto every string. A text that was worked upon (joined, read from a table) has
/// lost the note: its file is not known.
/// </summary>
internal sealed class TextOrigin(PSCmdlet cmdlet)
{
    private const string NoteName = "PSPath";

    // All lines of one file have the same.
    private string? _lastNote;
    private string? _lastPath;

    /// <summary>The full path; null when it is not known, or none of the file system.</summary>
    public string? PathOf(InputText piece)
    {
        if (!string.IsNullOrEmpty(piece.Path))
        {
            return piece.Path;
        }

        if (ValueText.BaseOf(piece.Source) is SpokenText { Path: { } spoken })
        {
            return spoken;
        }

        if ((NoteOf(piece.Source) ?? NoteOf(Note(piece.Source, "Text"))) is not { } note)
        {
            return null;
        }

        if (note != _lastNote)
        {
            _lastPath = Resolve(note);
            _lastNote = note;
        }

        return _lastPath;
    }

    private static string? NoteOf(object? value) => Note(value, NoteName) as string;

    // A note, or a dictionary's entry: to ask another kind of property may run a script, which this is not worth.
    private static object? Note(object? value, string name) =>
        value is not null && RecordProperty.Find(value, name) is PSNoteProperty note ? note.Value : null;

    private string? Resolve(string path)
    {
        try
        {
            return FileSystemPath.Resolve(cmdlet, path, out _);
        }
        catch (Exception e) when (FileSystemPath.IsUnresolvable(e))
        {
            return null;
        }
    }
}
