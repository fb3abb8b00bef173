namespace CometSpeech.Output;

/// <summary>What tells of a chapter; in one target only one of them counts.</summary>
internal enum ChapterSource
{
    /// <summary><c>-Chapter</c>, or a record's property of that name.</summary>
    Record,

    /// <summary>A file among several.</summary>
    File,

    /// <summary>A document itself.</summary>
    Document,
}
