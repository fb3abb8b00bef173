using System.Globalization;

namespace CometSpeech.Core.Parts;

/// <summary>
/// What a part's file is called: <c>&lt;name&gt;.&lt;check&gt;.part</c>. The name tells which request it answers, the
/// check is the digest of its bytes, so that a damaged file is known. Neither gives away the text or a key.
/// </summary>
/// <param name="Name">What <see cref="PartNaming"/> gave.</param>
/// <param name="Check">The beginning of the digest of the file's bytes.</param>
internal readonly record struct PartFileName(string Name, string Check)
{
    /// <summary>100 bits: no two of all the texts that are ever spoken meet by chance.</summary>
    public const int NameLength = 20;

    /// <summary>40 bits: damage by chance is overlooked once in a million million times.</summary>
    public const int CheckLength = 8;

    private const string Extension = ".part";

    private const string UnfinishedExtension = ".part.tmp";

    // Version 0.1 wrote 20 bytes of each digest in hexadecimal.
    private const int OldLength = 40;

    /// <inheritdoc/>
    public override string ToString() => Name + "." + Check + Extension;

    /// <summary>A new name for a file that is not whole yet; no two writers choose the same.</summary>
    public static string Unfinished(string name) =>
        name + "." + Path.GetRandomFileName().Substring(0, CheckLength) + UnfinishedExtension;

    /// <summary>Reads a name that this module, or its version 0.1, gave to a finished part.</summary>
    public static bool TryParse(string fileName, out PartFileName part)
    {
        part = default;
        if (!fileName.EndsWith(Extension, StringComparison.Ordinal))
        {
            return false;
        }

        string[] pieces = fileName.Substring(0, fileName.Length - Extension.Length).Split('.');
        if (pieces.Length != 2)
        {
            return false;
        }

        part = Read(pieces[0], NameLength) is { } name && Read(pieces[1], CheckLength) is { } check
            ? new PartFileName(name, check)
            : default;
        return part.Name is not null;
    }

    /// <summary>
    /// Whether a file's name is one that this module gives to an unfinished file; files of other programs have none.
    /// </summary>
    public static bool IsUnfinished(string fileName)
    {
        if (!fileName.EndsWith(UnfinishedExtension, StringComparison.Ordinal))
        {
            return false;
        }

        string[] pieces = fileName.Substring(0, fileName.Length - UnfinishedExtension.Length).Split('.');
        return fileName == "joined" + UnfinishedExtension
            || (Read(pieces[0], NameLength) is not null && pieces.Length <= 2);
    }

    private static string? Read(string text, int length)
    {
        if (text.Length == length && PartDigest.IsText(text))
        {
            return text;
        }

        if (text.Length != OldLength || !text.All(digit => digit is (>= '0' and <= '9') or (>= 'a' and <= 'f')))
        {
            return null;
        }

        byte[] digest = new byte[OldLength / 2];
        for (int i = 0; i < digest.Length; i++)
        {
            digest[i] = byte.Parse(
                text.Substring(2 * i, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }

        return PartDigest.ToText(digest, length);
    }
}
