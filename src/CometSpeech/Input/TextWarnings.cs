using System.Management.Automation;
using CometSpeech.Core.Documents;
using CometSpeech.Input.Files;
using CometSpeech.Input.Records;

namespace CometSpeech.Input;

/// <summary>
/// Warns, before anything is paid for, of text that is probably not what was meant: characters of a wrong encoding, a
/// file's name in place of its text, the signs of markup. Each once a command.
/// </summary>
internal sealed class TextWarnings(PSCmdlet cmdlet)
{
    // The longest path that programs of Windows take as a rule; a longer string is a text.
    private const int MaxPathLength = 260;

    // U+FFFD is what decoders put for bytes they cannot read (Unicode 16, 3.9), U+0000 what half of UTF-16 is.
    private static readonly char[] s_damage = ['\0', '\uFFFD'];

    private bool _warnedOfDamage;
    private bool _warnedOfMarkup;
    private bool _isFirst = true;

    /// <summary>Whether a text holds characters that a wrong decoding leaves.</summary>
    public static bool IsDamaged(string text) => text.IndexOfAny(s_damage) >= 0;

    /// <summary>Looks at a piece of input that has a text.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="piece">What it says.</param>
    public void Look(RecordName name, InputText piece)
    {
        string text = piece.Text!;
        if (!_warnedOfDamage && text.IndexOfAny(s_damage) is >= 0 and var index)
        {
            _warnedOfDamage = true;
            WarnOfDamage(name, piece.Path, $"U+{(int)text[index]:X4}");
        }

        // A stray word among many lines may be some file's name; the first one is no accident.
        if (_isFirst && piece.Path is null && IsNameOfFile(piece))
        {
            string path = text.Trim();
            string quoted = $"'{path.Replace("'", "''")}'";
            string way = piece.Source is PSObject { BaseObject: string } or string
                ? $"-Path {quoted} speaks what the file says."
                : "A property LiteralPath in place of Text speaks what the file says.";
            cmdlet.WriteWarning($"'{path}' itself is spoken, though a file has that name. {way}");
        }

        _isFirst = false;
    }

    /// <summary>Looks at the file that a string comes from, which is spoken as plain text.</summary>
    public void LookAtOrigin(string origin)
    {
        DocumentFormat format = DocumentFormats.FromPath(origin);
        if (_warnedOfMarkup || format is not (DocumentFormat.Markdown or DocumentFormat.Html))
        {
            return;
        }

        _warnedOfMarkup = true;
        cmdlet.WriteWarning(
            $"The lines of '{Path.GetFileName(origin)}' are spoken as they stand, with the signs of {format}. "
                + $"-InputFormat {format} speaks them as a person would read them; -InputFormat Text says that they "
                + "are meant so.");
    }

    private void WarnOfDamage(RecordName name, string? path, string character) => cmdlet.WriteWarning(path is null
        ? $"{name} holds {character}: it was read in another encoding than it was written in. Name the right one, by "
            + "Get-Content -Encoding, or by -Encoding with -Path."
        : $"'{path}' holds {character}: characters were lost when it was written.");

    private bool IsNameOfFile(InputText piece)
    {
        string text = piece.Text!.Trim();
        // A line that Get-Content read says where it comes from. A colon stands in texts, too, and would ask for a
        // drive. A share may be gone, and the question hang.
        if (text.Length is 0 or > MaxPathLength
            || RecordProperty.Exists(piece.Source, "PSPath")
            || text.IndexOfAny(['\n', '\r', '\0']) >= 0
            || text.IndexOf(':', Math.Min(text.Length, 2)) >= 0
            || text.StartsWith(@"\\", StringComparison.Ordinal)
            || text.StartsWith("//", StringComparison.Ordinal))
        {
            return false;
        }

        try
        {
            return File.Exists(FileSystemPath.Resolve(cmdlet, text, out _));
        }
        catch (Exception e) when (e is RuntimeException or ArgumentException or NotSupportedException or IOException)
        {
            return false;
        }
    }
}
