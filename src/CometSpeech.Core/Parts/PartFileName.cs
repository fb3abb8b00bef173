using System.Globalization;
using System.Text.RegularExpressions;
using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Parts;

/// <summary>
/// What a part's file is called: <c>&lt;name&gt;.&lt;check&gt;.part</c>. The name tells which request it answers, the
/// check is the digest of its bytes, so that a damaged file is known. Neither gives away the text or a key. Raw samples
/// that are not the endpoint's own have their rate and channels before the extension, as in <c>.16000x2.part</c>, and
/// <c>be</c> behind them when they are big-endian.
/// </summary>
internal readonly record struct PartFileName
{
    private static readonly Regex s_pcm = new(
        @"^([1-9][0-9]{0,5})x([1-9][0-9]?)(be)?\z", RegexOptions.CultureInvariant);

    /// <summary>Makes the name of a whole part.</summary>
    /// <param name="name">What <see cref="PartNaming"/> gave.</param>
    /// <param name="check">The beginning of the digest of the file's bytes.</param>
    /// <param name="pcm">How its samples lie when they are raw; null else.</param>
    public PartFileName(string name, string check, PcmFormat? pcm)
    {
        Name = name;
        Check = check;
        Pcm = pcm == PcmFormat.Default ? null : pcm;
    }

    /// <summary>Which request it answers.</summary>
    public string Name { get; }

    /// <summary>The beginning of the digest of the file's bytes.</summary>
    public string Check { get; }

    /// <summary>How raw samples lie; null for those of the endpoint, and for other formats.</summary>
    public PcmFormat? Pcm { get; }

    /// <summary>100 bits: no two of all the texts that are ever spoken meet by chance.</summary>
    public const int NameLength = 20;

    /// <summary>40 bits: damage by chance is overlooked once in a million million times.</summary>
    public const int CheckLength = 8;

    private const string Extension = ".part";

    private const string UnfinishedExtension = ".part.tmp";

    private const string LockExtension = ".part.lock";

    // Version 0.1 wrote 20 bytes of each digest in hexadecimal.
    private const int OldLength = 40;

    /// <inheritdoc/>
    public override string ToString() => Name + "." + Check + Describe(Pcm) + Extension;

    /// <summary>A new name for a file that is not whole yet; no two writers choose the same.</summary>
    public static string Unfinished(string name) =>
        name + "." + Path.GetRandomFileName().Substring(0, CheckLength) + UnfinishedExtension;

    /// <summary>The name of the file that is open while a part of a cache is asked for.</summary>
    public static string Lock(string name) => name + LockExtension;

    /// <summary>Whether a file's name is that of such a file.</summary>
    public static bool IsLock(string fileName) =>
        fileName.Length == NameLength + LockExtension.Length
        && fileName.EndsWith(LockExtension, StringComparison.Ordinal)
        && PartDigest.IsText(fileName.Substring(0, NameLength));

    /// <summary>Reads a name that this module, or its version 0.1, gave to a finished part.</summary>
    public static bool TryParse(string fileName, out PartFileName part)
    {
        part = default;
        if (!fileName.EndsWith(Extension, StringComparison.Ordinal))
        {
            return false;
        }

        string[] pieces = fileName.Substring(0, fileName.Length - Extension.Length).Split('.');
        PcmFormat? pcm = pieces.Length == 3 ? ReadPcm(pieces[2]) : null;
        if (pieces.Length != (pcm is null ? 2 : 3))
        {
            return false;
        }

        part = Read(pieces[0], NameLength) is { } name && Read(pieces[1], CheckLength) is { } check
            ? new PartFileName(name, check, pcm)
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

    private static string Describe(PcmFormat? pcm) => pcm is null
        ? ""
        : FormattableString.Invariant($".{pcm.SampleRate}x{pcm.Channels}{(pcm.IsBigEndian ? "be" : "")}");

    private static PcmFormat? ReadPcm(string text)
    {
        if (s_pcm.Match(text) is not { Success: true } match)
        {
            return null;
        }

        int rate = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        int channels = int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture);
        return rate <= PcmFormat.HighestRate && channels <= PcmFormat.MostChannels
            ? new PcmFormat(rate, channels, match.Groups[3].Success)
            : null;
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
