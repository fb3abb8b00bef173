using CometSpeech.Core.Documents.Narration;

namespace CometSpeech.Core.Documents.Word;

/// <summary>A text that runs on by itself: the body, a cell, a text box, a note.</summary>
/// <param name="builder">Gets its paragraphs.</param>
/// <param name="fields">Follows its fields.</param>
/// <param name="isCell">Whether it is a part of a sentence.</param>
internal sealed class WordStory(NarrationBuilder builder, WordFields fields, bool isCell)
{
    /// <summary>Gets the paragraphs; another one for a paragraph that is looked at before it is spoken.</summary>
    public NarrationBuilder Builder { get; set; } = builder;

    /// <summary>Follows the fields.</summary>
    public WordFields Fields { get; } = fields;

    /// <summary>What comes after the paragraph or table that is open: text boxes, floating pictures, notes.</summary>
    public List<NarrationBlock> After { get; } = [];

    /// <summary>Whether it is a part of a sentence, as a cell of a table is.</summary>
    public bool IsCell { get; } = isCell;

    /// <summary>Whether the next paragraph goes on where the last one stopped.</summary>
    public bool IsContinued { get; set; }

    /// <summary>Whether the last paragraph was a term of a definition list.</summary>
    public bool IsTermOpen { get; set; }

    /// <summary>The text of a picture in this paragraph, or in the one before a caption.</summary>
    public string? PictureText { get; set; }

    /// <summary>Whether all its text is bold; so it is as long as it has none.</summary>
    public bool IsBold { get; set; } = true;

    /// <summary>Of a cell: the numbers of its paragraphs that have no text; empty for none.</summary>
    public string Number { get; private set; } = "";

    /// <summary>Remembers the number of a paragraph that has no text: of a column of numbers.</summary>
    public void AddNumber(string number)
    {
        if (IsCell && number.Length > 0 && Number.Length < RowSentence.LongestHeader)
        {
            Number = $"{Number} {number}".Trim();
        }
    }

    /// <summary>Its paragraphs.</summary>
    public IReadOnlyList<NarrationBlock> GetBlocks() => Builder.Build().Blocks;

    /// <summary>Its paragraphs as a part of a sentence.</summary>
    public string GetPhrase() => Builder.BuildPhrase();
}
