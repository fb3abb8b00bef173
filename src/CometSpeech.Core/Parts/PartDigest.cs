namespace CometSpeech.Core.Parts;

/// <summary>Writes a SHA-256 digest as the beginning of a file's name.</summary>
internal static class PartDigest
{
    // Base 32 of RFC 4648, 6, in lower case: file systems that ignore case keep such names apart.
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>The first characters of the digest, five bits each.</summary>
    public static string ToText(byte[] digest, int length)
    {
        char[] text = new char[length];
        for (int i = 0; i < length; i++)
        {
            int bit = i * 5;
            int two = (digest[bit / 8] << 8) | (bit / 8 + 1 < digest.Length ? digest[(bit / 8) + 1] : 0);
            text[i] = Alphabet[(two >> (11 - (bit % 8))) & 31];
        }

        return new string(text);
    }

    /// <summary>Whether a text is the beginning of a digest.</summary>
    public static bool IsText(string text) => text.All(character => Alphabet.IndexOf(character) >= 0);
}
