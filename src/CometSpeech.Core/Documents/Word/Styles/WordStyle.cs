namespace CometSpeech.Core.Documents.Word.Styles;

/// <summary>A style of a Word document (ECMA-376 part 1, 17.7.4.17), with what it is based on.</summary>
internal sealed record WordStyle
{
    /// <summary>A style that says nothing.</summary>
    public static WordStyle None { get; } = new();

    /// <summary>What a paragraph of it is.</summary>
    public WordRole Role { get; init; }

    /// <summary>The level of a heading, 1 to 9; 0 for none; null when nothing is said.</summary>
    public int? HeadingLevel { get; init; }

    /// <summary>The id of the numbering, 0 for none; null when nothing is said.</summary>
    public int? NumberingId { get; init; }

    /// <summary>The level of the numbering, from 0; null when nothing is said.</summary>
    public int? NumberingLevel { get; init; }

    /// <summary>How its text is formatted.</summary>
    public WordRunFormat Format { get; init; }

    /// <summary>Of a table style: whether the first row looks different from the others.</summary>
    public bool HasFirstRow { get; init; }
}
