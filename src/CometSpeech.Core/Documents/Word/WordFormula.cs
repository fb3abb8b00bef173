using System.Text;
using CometSpeech.Core.Documents.Markup.Elements;
using CometSpeech.Core.Documents.Word.Packaging;

namespace CometSpeech.Core.Documents.Word;

/// <summary>Reads formulas (ECMA-376 part 1, 22.1).</summary>
internal static class WordFormula
{
    /// <summary>Reads <c>m:oMath</c> to its end.</summary>
    /// <returns>
    /// Its text, when it is a line of letters, digits and simple signs, which a voice says as it stands; null for any
    /// other.
    /// </returns>
    public static string? Read(WordXmlReader reader)
    {
        var text = new StringBuilder();
        bool isLine = true;
        int depth = reader.Depth;
        while (reader.ReadInside(depth))
        {
            if (!reader.IsElement || reader.Namespace != WordNamespace.Math)
            {
                continue;
            }

            switch (reader.Name)
            {
                case "r":
                    break;
                case "t":
                    text.Append(reader.ReadText());
                    break;
                case "rPr":
                    reader.Skip();
                    break;
                default:
                    isLine = false;
                    break;
            }
        }

        string line = text.ToString();
        return isLine && line.All(FormulaText.IsSimple) ? line : null;
    }
}
