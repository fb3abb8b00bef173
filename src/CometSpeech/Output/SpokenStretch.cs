using System.Text;
using CometSpeech.Core.Planning;
using CometSpeech.Core.Text;
using CometSpeech.Input;

namespace CometSpeech.Output;

/// <summary>
/// The text of one record after the other that is spoken alike, and where chapters might begin in it. Which of them do
/// is known only at the target's end.
/// </summary>
internal sealed class SpokenStretch
{
    private readonly List<(ChapterSource Source, string Title, int Start)> _chapters = [];

    // Not copied until a second text comes: it may be a whole book.
    private readonly string _first;
    private StringBuilder? _text;

    /// <summary>Begins with a text.</summary>
    public SpokenStretch(Manner manner, string text)
    {
        Manner = manner;
        _first = text;
    }

    /// <summary>How it is spoken.</summary>
    public Manner Manner { get; set; }

    /// <summary>Whether <c>-Pronunciation</c> was applied to it before.</summary>
    public bool IsPronounced { get; set; }

    /// <summary>Whether a document is among its texts.</summary>
    public bool IsDocument { get; set; }

    /// <summary>Where the text begins that was added last.</summary>
    public int LastStart { get; private set; }

    /// <summary>Whether there is a word in it.</summary>
    public bool HasWords { get; set; }

    /// <summary>Adds a text.</summary>
    public void Append(string separator, string text)
    {
        _text = (_text ?? new StringBuilder(_first)).Append(separator);
        LastStart = _text.Length;
        _text.Append(text);
    }

    /// <summary>Notes that a chapter might begin; those of one source in the order of the text.</summary>
    public void AddChapter(ChapterSource source, string title, int start) => _chapters.Add((source, title, start));

    /// <summary>
    /// Its segments: each chapter of that source begins one. A chapter without a word is none; its signs go with what
    /// follows, or, at the end, with what is before.
    /// </summary>
    /// <param name="source">The chapters that count.</param>
    /// <param name="chapter">
    /// A chapter of the stretch before that had no word there; gives such a one of this stretch.
    /// </param>
    public IEnumerable<Segment> ToSegments(ChapterSource source, ref string? chapter)
    {
        string text = _text?.ToString() ?? _first;
        List<(string? Chapter, TextRange Range)> cuts = [];
        int start = 0;
        foreach ((_, string title, int end) in _chapters.Where(mark => mark.Source == source))
        {
            var range = new TextRange(start, end - start);
            if (TextSplitter.HasWords(range.Of(text)))
            {
                cuts.Add((chapter, range));
                start = end;
            }

            chapter = title;
        }

        var rest = new TextRange(start, text.Length - start);
        if (cuts.Count > 0 && !TextSplitter.HasWords(rest.Of(text)))
        {
            (string? last, TextRange before) = cuts[cuts.Count - 1];
            cuts[cuts.Count - 1] = (last, new TextRange(before.Start, text.Length - before.Start));
        }
        else
        {
            cuts.Add((chapter, rest));
            chapter = null;
        }

        return cuts.Select(cut => new Segment(
            cut.Range.Of(text), Manner.Voice, Manner.Model, Manner.Speed, Manner.Instructions)
        {
            Chapter = cut.Chapter,
            IsDocument = IsDocument,
        });
    }
}
