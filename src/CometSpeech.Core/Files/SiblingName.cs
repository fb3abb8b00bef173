using System.Security.Cryptography;
using System.Text;

namespace CometSpeech.Core.Files;

/// <summary>
/// Names what lies beside a file while it is made: the file's name and a suffix, or a digest of the name where that
/// would be too long.
/// </summary>
internal static class SiblingName
{
    // ext4, XFS, APFS and Btrfs take 255 bytes, NTFS and exFAT 255 UTF-16 units, which are never more than the bytes.
    private const int LongestName = 255;

    /// <summary>The path of the sibling with that suffix.</summary>
    public static string For(string path, string suffix)
    {
        string name = Path.GetFileName(path);
        int length = Path.DirectorySeparatorChar == '\\' ? name.Length : Encoding.UTF8.GetByteCount(name);
        if (length + suffix.Length <= LongestName)
        {
            return path + suffix;
        }

        using SHA256 sha = SHA256.Create();
        byte[] digest = sha.ComputeHash(Encoding.UTF8.GetBytes(name));
        string start = "cometspeech-" + BitConverter.ToString(digest, 0, 8).Replace("-", "");
        // As long as the file's own name: a file system that refuses the one refuses the other, before anything
        // is paid for.
        return Path.Combine(Path.GetDirectoryName(path)!, start.PadRight(length - suffix.Length, '_') + suffix);
    }
}
