using CometSpeech.Core.Text;

namespace CometSpeech.Core.Captions.Layout;

/// <summary>
/// Words that tell where a line may end, in the languages that most texts have: before a conjunction, not behind an
/// article or a preposition (Netflix's Timed Text Style Guide, general requirements: line treatment).
/// </summary>
/// <remarks>
/// Nobody tells the language: none is a frequent word of another kind in English (as «of», which is «or» in Dutch) or
/// often ends a clause (as «her», or «auf» in German).
/// </remarks>
internal static class CueWords
{
    private static readonly WordList s_conjunctions = new(
        "and or but nor that which who because when while if as than where",
        "und oder aber dass weil wenn als denn sondern",
        "et ou mais que qui quand si y o pero porque cuando e ma che mas",
        "en maar dat och eller og и или но что i lub ale że");

    private static readonly WordList s_leading = new(
        "and or but nor which because und oder aber dass weil et ou mais que y pero och eller и или но что lub ale że",
        "a an the of to in at by for from with into onto upon my your his its our their this these those every",
        "der die das den dem des ein eine einen einem einer eines im am zum zur vom beim ins von mit für bei durch",
        "le la les un une du des au aux de à dans par pour sur avec sans mon sa ses ce cet cette",
        "el los las unos unas del al con para su sus lo gli uno di da nel nella della dello degli delle dei alla",
        "da dos nos nas com uma um het een van voor te ett av för till af",
        "в на с к у из от до для по за над под при без w z na od dla po przy");

    /// <summary>Whether a clause begins with it.</summary>
    public static bool IsConjunction(string text, int start, int end) =>
        s_conjunctions.Contains(text, start, end - start);

    /// <summary>
    /// Whether it belongs to the word behind it: an article, a preposition, a possessive, or a conjunction that is no
    /// noun or pronoun, as «while» and «that» are.
    /// </summary>
    public static bool IsLeading(string text, int start, int end) => s_leading.Contains(text, start, end - start);
}
