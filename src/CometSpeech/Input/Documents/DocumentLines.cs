using System.Text;

namespace CometSpeech.Input.Documents;

/// <summary>Puts lines together: a line may be a whole book, and is not copied until a second one comes.</summary>
internal sealed class DocumentLines
{
    private string? _first;
    private StringBuilder? _all;

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _first is null;

    /// <summary>Adds a line.</summary>
    /// <param name="line">The line, or several of them.</param>
    /// <param name="separator">What stands between it and the one before.</param>
    public void Add(string line, string separator = "\n")
    {
        if (_first is null)
        {
            _first = line;
            return;
        }

        _all = (_all ?? new StringBuilder(_first)).Append(separator).Append(line);
    }

    /// <summary>Gives all of them, and begins anew.</summary>
    public string Take()
    {
        string text = _all?.ToString() ?? _first ?? "";
        _first = null;
        _all = null;
        return text;
    }
}
