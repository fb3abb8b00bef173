namespace CometSpeech.Core.Captions.Layout;

/// <summary>What stands where a line may end, the better place first.</summary>
internal enum CueBreakKind
{
    /// <summary>Behind a comma, a semicolon, a colon, a dash, or the end of the text.</summary>
    Clause,

    /// <summary>Before «and», «that», «weil» and the like.</summary>
    BeforeConjunction,

    /// <summary>Between two words; in Japanese, which has no spaces, where a phrase begins.</summary>
    Space,

    /// <summary>
    /// Between two words that belong together: behind an article, a preposition, a conjunction or an abbreviation,
    /// inside of a number, between a number and its unit.
    /// </summary>
    InsidePhrase,

    /// <summary>Between two other characters of writing without spaces: nobody knows where words end.</summary>
    BetweenCharacters,

    /// <summary>Behind a mark in a word that no line holds, as those of an address.</summary>
    InsideAddress,

    /// <summary>In a word that no line holds.</summary>
    InsideWord,
}

/// <summary>A place where a line may end.</summary>
/// <param name="Index">The index of what comes behind it.</param>
/// <param name="Kind">What stands there.</param>
internal readonly record struct CueBreak(int Index, CueBreakKind Kind);
