namespace CometSpeech.Core.Documents.Books;

/// <summary>
/// Collects what a person should know of a book. Of one kind there is one sentence, however many of its documents are
/// concerned.
/// </summary>
internal sealed class EpubWarnings
{
    private readonly List<string> _sentences = [];
    private readonly List<string> _missing = [];
    private readonly List<string> _foreign = [];
    private string? _broken;
    private int _brokenCount;
    private int _brokenSigns;

    /// <summary>Takes a sentence.</summary>
    public void Add(string sentence) => _sentences.Add(sentence);

    /// <summary>Takes the sentence about a document whose XML is broken.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="signs">How many tags and attributes the document has, about.</param>
    /// <exception cref="DocumentException">It is one too many: such a document takes seconds.</exception>
    public void AddBroken(string sentence, int signs)
    {
        _broken ??= sentence;
        _brokenCount++;
        _brokenSigns += signs;
        if (_brokenSigns > DocumentLimits.BrokenBookSigns)
        {
            throw new DocumentException(
                DocumentFailure.NotReadable,
                null,
                $"{_brokenCount} of its documents are no well-formed XML, and together too large to be read as HTML");
        }
    }

    /// <summary>Takes the name of a document that is not there.</summary>
    public void AddMissing(string name) => _missing.Add(name);

    /// <summary>Takes the name of a document of a kind that is not read.</summary>
    public void AddForeign(string name) => _foreign.Add(name);

    /// <summary>All of it, each a whole sentence.</summary>
    public IReadOnlyList<string> ToList()
    {
        List<string> all = [.. _sentences];
        if (_broken is not null)
        {
            all.Add(_brokenCount switch
            {
                1 => _broken,
                2 => $"{_broken} So was 1 more of its documents.",
                _ => $"{_broken} So were {_brokenCount - 1} more of its documents.",
            });
        }

        AddNames(all, _missing, "is not in the book", "are not in the book");
        AddNames(all, _foreign, "is no XHTML and was left out", "are no XHTML and were left out");
        return all;
    }

    private static void AddNames(List<string> all, List<string> names, string one, string many)
    {
        if (names.Count > 0)
        {
            all.Add(names.Count == 1
                ? $"{names[0]} {one}."
                : $"{names[0]} and {names.Count - 1} more of its documents {many}.");
        }
    }
}
