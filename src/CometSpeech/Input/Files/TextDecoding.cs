using System.Text;

namespace CometSpeech.Input.Files;

/// <summary>How bytes are taken for text; a byte-order mark wins over all of it.</summary>
/// <param name="Named">The encoding that the user named; null for none.</param>
/// <param name="FindDeclared">
/// Finds the encoding that the text names itself in its first <see cref="HeadLength"/> bytes; null where no text does.
/// </param>
/// <param name="TakesAnyKind">Whether what looks like a document or a picture is taken for text too.</param>
internal readonly record struct TextDecoding(
    Encoding? Named, Func<byte[], Encoding?>? FindDeclared = null, bool TakesAnyKind = false)
{
    /// <summary>
    /// How many of the first bytes tell what the rest is: a page of HTML names its encoding in them (HTML, 4.2.5.4).
    /// </summary>
    public const int HeadLength = 1024;
}
