using System.Management.Automation;
using CometSpeech.Input.Records;
using CometSpeech.Output.Files;

namespace CometSpeech.Output;

/// <summary>The records of one file that came so far.</summary>
/// <param name="name">The file as the records name it.</param>
/// <param name="path">Its full path; null for bytes, or when it has none.</param>
/// <param name="error">Why it cannot be made; null when it can.</param>
internal sealed class RecordGroup(string name, string? path, ErrorRecord? error)
{
    /// <summary>The file as the records name it.</summary>
    public string Name { get; } = name;

    /// <summary>How messages call the file.</summary>
    public string ShownName { get; init; } = name;

    /// <summary>Its full path; null for bytes, or when it has none.</summary>
    public string? Path { get; } = path;

    /// <summary>Why it cannot be made, said or still to be said; null when it can.</summary>
    public ErrorRecord? Error { get; set; } = error;

    /// <summary>What is asked for, and what the file is to be.</summary>
    public FileFormat Format { get; set; }

    /// <summary>What the records say.</summary>
    public TargetBuilder Target { get; init; } = new();

    /// <summary>Records that could not be used; the file would lack them.</summary>
    public int Rejected { get; set; }

    /// <summary>
    /// Whether more would be lost than the errors of its records have said: a record that could be used, or one whose
    /// error was not repeated.
    /// </summary>
    public bool IsLossUnsaid { get; private set; }

    /// <summary>The first text file among its records; null when there is none.</summary>
    public string? FirstSource { get; private set; }

    /// <summary>How many text files there are among them.</summary>
    public int Sources { get; private set; }

    /// <summary>Remembers what messages tell of its records.</summary>
    public void Note(InputRecord record)
    {
        IsLossUnsaid |= record.IsUsable || record.IsErrorRepeated;
        if (record.Path is { Length: > 0 } source)
        {
            FirstSource ??= source;
            Sources++;
        }
    }
}
