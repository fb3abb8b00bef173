namespace CometSpeech.Core.Documents;

/// <summary>Counts what was left out of a document.</summary>
public sealed class DocumentOmissions
{
    private static readonly (string One, string Many)[] s_names =
    [
        ("code block", "code blocks"),
        ("note", "notes"),
        ("image", "images"),
        ("formula", "formulas"),
        ("deletion", "deletions"),
        ("part for navigation", "parts for navigation"),
        ("form field", "form fields"),
        ("front matter", "front matters"),
        ("table", "tables"),
        ("quote", "quotes"),
        ("document beside the order of reading", "documents beside the order of reading"),
    ];

    private readonly int[] _counts = new int[s_names.Length];

    /// <summary>How many of a kind were left out.</summary>
    public int this[DocumentOmission kind] => _counts[(int)kind];

    /// <summary>Whether nothing was left out.</summary>
    public bool IsEmpty => Array.TrueForAll(_counts, count => count == 0);

    /// <summary>Counts one more.</summary>
    public void Add(DocumentOmission kind) => _counts[(int)kind]++;

    /// <summary>The counts in words: <c>1 code block, 2 notes</c>; empty for none.</summary>
    public override string ToString() => string.Join(
        ", ",
        _counts
            .Select((count, kind) => count == 1 ? $"1 {s_names[kind].One}" : $"{count} {s_names[kind].Many}")
            .Where((_, kind) => _counts[kind] > 0));
}
