using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CometSpeech.Core.Api;
using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Parts;

/// <summary>
/// Names a part for everything that decides its sound: two requests share a name only when one answer serves both.
/// The name of a finished part goes on with the digest of its bytes, so that a damaged one is known.
/// </summary>
internal static class PartName
{
    public const string Extension = ".part";

    public const string UnfinishedExtension = ".part.tmp";

    /// <summary>The target while its parts are put together.</summary>
    public const string Joined = "joined" + UnfinishedExtension;

    private const int DigestLength = 40;

    /// <summary>The digest of the request and of the address it goes to, 40 hexadecimal digits.</summary>
    public static string Of(SpeechRequest request, ServiceAddress address)
    {
        // Lengths stand before the texts, so no two lists of fields read the same.
        string[] fields =
        [
            address.BaseUri.AbsoluteUri,
            request.Model,
            request.Voice,
            AudioFormats.GetName(request.ResponseFormat),
            request.Speed?.ToString("R", CultureInfo.InvariantCulture) ?? "",
            request.Instructions is null ? "" : "+" + request.Instructions,
            request.Input,
        ];
        var text = new StringBuilder("1");
        foreach (string field in fields)
        {
            text.Append('|').Append(field.Length).Append(':').Append(field);
        }

        // UTF-16, because it keeps lone surrogates apart that UTF-8 would make equal.
        using var stream = new MemoryStream(Encoding.Unicode.GetBytes(text.ToString()));
        return Digest(stream);
    }

    /// <summary>The digest of a file's bytes, in the same form.</summary>
    public static string OfContent(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Digest(file);
    }

    public static string Finished(string request, string content) => request + "." + content + Extension;

    /// <summary>The content's digest in a finished part's name.</summary>
    public static string ContentOf(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        return name.Substring(name.IndexOf('.') + 1);
    }

    /// <summary>Whether a file's name is one this module gives to a finished part; files of others are left alone.</summary>
    public static bool IsFinished(string fileName) =>
        fileName.Length == (2 * DigestLength) + 1 + Extension.Length
        && fileName.EndsWith(Extension, StringComparison.Ordinal)
        && fileName[DigestLength] == '.'
        && IsDigest(fileName.Substring(0, DigestLength))
        && IsDigest(fileName.Substring(DigestLength + 1, DigestLength));

    /// <summary>Whether a file's name is one this module gives to what is not whole yet.</summary>
    public static bool IsUnfinished(string fileName) =>
        fileName == Joined
        || (fileName.Length == DigestLength + UnfinishedExtension.Length
            && fileName.EndsWith(UnfinishedExtension, StringComparison.Ordinal)
            && IsDigest(fileName.Substring(0, DigestLength)));

    private static bool IsDigest(string text) => text.All(digit => digit is (>= '0' and <= '9') or (>= 'a' and <= 'f'));

    private static string Digest(Stream stream)
    {
        using SHA256 sha = SHA256.Create();
        byte[] digest = sha.ComputeHash(stream);
        var text = new StringBuilder(DigestLength);
        for (int i = 0; i < DigestLength / 2; i++)
        {
            text.Append(digest[i].ToString("x2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
