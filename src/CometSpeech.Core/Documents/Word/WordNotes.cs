using CometSpeech.Core.Documents.Narration;
using CometSpeech.Core.Documents.Word.Packaging;

namespace CometSpeech.Core.Documents.Word;

/// <summary>The footnotes and endnotes of a Word document (ECMA-376 part 1, 17.11), read with the first mark.</summary>
/// <param name="package">The document.</param>
/// <param name="narrator">Speaks their text.</param>
internal sealed class WordNotes(WordPackage package, WordNarrator narrator)
{
    private readonly Dictionary<string, Dictionary<string, IReadOnlyList<NarrationBlock>>> _parts = [];

    /// <summary>Gives a note's text, once: a second mark of the same note does not repeat it.</summary>
    /// <param name="mark">The mark's element: <c>footnoteReference</c> or <c>endnoteReference</c>.</param>
    /// <param name="id">The note's id.</param>
    public IReadOnlyList<NarrationBlock> Take(string mark, string? id)
    {
        string type = mark == "endnoteReference" ? "endnotes" : "footnotes";
        if (!_parts.TryGetValue(type, out Dictionary<string, IReadOnlyList<NarrationBlock>>? notes))
        {
            // Known before it is read: a mark in a note finds nothing.
            notes = [];
            _parts.Add(type, notes);
            Read(type, notes);
        }

        if (id is null || !notes.TryGetValue(id, out IReadOnlyList<NarrationBlock>? text))
        {
            return [];
        }

        notes.Remove(id);
        return text;
    }

    private void Read(string type, Dictionary<string, IReadOnlyList<NarrationBlock>> notes)
    {
        using WordXmlReader? reader = package.OpenRelated(type);
        while (reader?.ReadElementInside(0) == true)
        {
            // Others are lines between text and notes.
            if (reader.Name is "footnote" or "endnote"
                && reader.Attribute("type") is null or "normal"
                && reader.Attribute("id") is { } id)
            {
                notes[id] = narrator.NarrateApart(reader).GetBlocks();
            }
        }
    }
}
