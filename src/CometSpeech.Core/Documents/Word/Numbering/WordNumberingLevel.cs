using CometSpeech.Core.Documents.Word.Packaging;

namespace CometSpeech.Core.Documents.Word.Numbering;

/// <summary>A level of a numbering (ECMA-376 part 1, 17.9.6).</summary>
internal sealed record WordNumberingLevel
{
    // The placeholders %1 to %9 with what stands between them.
    private const int TextLimit = 100;

    /// <summary>The first number.</summary>
    public int Start { get; private init; }

    /// <summary>How the number is written: the value of <c>w:numFmt</c>.</summary>
    public string Format { get; private init; } = "decimal";

    /// <summary>What is shown: <c>%1.%2</c>.</summary>
    public string Text { get; private init; } = "";

    /// <summary>
    /// After which level the count begins anew, from 1; 0 for never; null for each that is above this one.
    /// </summary>
    public int? Restart { get; private init; }

    /// <summary>Whether the numbers of the levels above are shown in digits.</summary>
    public bool IsLegal { get; private init; }

    /// <summary>The style whose paragraphs are of this level; null for none.</summary>
    public string? Style { get; private init; }

    /// <summary>Reads <c>w:lvl</c> to its end.</summary>
    public static WordNumberingLevel Read(WordXmlReader reader)
    {
        var level = new WordNumberingLevel();
        int depth = reader.Depth;
        while (reader.ReadElementInside(depth))
        {
            level = reader.Name switch
            {
                "start" => level with { Start = reader.Number ?? 0 },
                "numFmt" => level with { Format = reader.Value ?? level.Format },
                // A longer one is no number, and would be repeated with each item.
                "lvlText" => level with { Text = reader.Value is { Length: <= TextLimit } text ? text : "" },
                "lvlRestart" => level with { Restart = reader.Number },
                "isLgl" => level with { IsLegal = reader.IsOn },
                "pStyle" => level with { Style = reader.Value },
                _ => level,
            };
        }

        return level;
    }
}
