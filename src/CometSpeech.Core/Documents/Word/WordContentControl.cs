using CometSpeech.Core.Documents.Word.Packaging;

namespace CometSpeech.Core.Documents.Word;

/// <summary>What a content control says of itself (ECMA-376 part 1, 17.5.2).</summary>
/// <param name="Omission">Why its content is left out; null for one whose content is spoken.</param>
/// <param name="IsBox">Whether it is a box to tick: it says nothing, and is no loss.</param>
internal readonly record struct WordContentControl(DocumentOmission? Omission, bool IsBox)
{
    /// <summary>Reads <c>w:sdtPr</c> to its end.</summary>
    public static WordContentControl Read(WordXmlReader reader, DocumentOptions options)
    {
        DocumentOmission? omission = null;
        bool isBox = false;
        int depth = reader.Depth;
        while (reader.ReadInside(depth))
        {
            if (!reader.IsElement)
            {
                continue;
            }

            switch (reader.Name)
            {
                case "docPartGallery" when reader.Value == "Table of Contents":
                    omission = options.Speaks(DocumentElements.Navigation) ? null : DocumentOmission.Navigation;
                    break;
                case "showingPlcHdr" when reader.IsOn:
                    omission ??= DocumentOmission.Form;
                    break;
                case "checkbox":
                    isBox = true;
                    break;
            }
        }

        return new WordContentControl(omission, isBox);
    }
}
