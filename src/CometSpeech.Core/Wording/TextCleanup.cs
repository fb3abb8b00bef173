namespace CometSpeech.Core.Wording;

/// <summary>How much is cleaned off a text before it is spoken.</summary>
public enum TextCleanup
{
    /// <summary>Nothing: the text is spoken as it is written.</summary>
    None,

    /// <summary>Signs that no reader says: invisible characters, emoji, addresses' paths, note marks, rules.</summary>
    Basic,

    /// <summary>
    /// The same, and the layout of printed pages: words divided at line ends, hard-wrapped lines, page numbers,
    /// running heads.
    /// </summary>
    Layout,
}
