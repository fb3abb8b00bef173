using System.Text;
using System.Text.RegularExpressions;

namespace CometSpeech.Core.Documents.Markup;

/// <summary>Finds the encoding that a page of HTML or an XML document names in itself.</summary>
public static class HtmlEncoding
{
    /// <summary>How many bytes of a page are searched (HTML, 13.2.3.2, prescan of the byte stream).</summary>
    public const int HeadBytes = 1024;

    private static readonly Regex s_comment = new(
        "<!--.*?-->", RegexOptions.Singleline | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    // <meta charset="x">, <meta http-equiv="Content-Type" content="text/html; charset=x">; <?xml … encoding="x"?>.
    private static readonly Regex s_declaration = new(
        "(?:<meta\\b[^>]*?\\bcharset\\s*=\\s*|^\\s*<\\?xml\\b[^>]*?\\bencoding\\s*=\\s*)[\"']?\\s*([A-Za-z0-9_:.+-]{1,40})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));

    /// <summary>Finds the encoding that a document names, by its first bytes.</summary>
    /// <param name="head">The first bytes of the document; of more than 1,024 the rest does not count.</param>
    /// <returns>
    /// The encoding; null when none is named, or one that is not known. A byte-order mark is not looked at: it comes
    /// before any name.
    /// </returns>
    public static Encoding? Detect(byte[] head)
    {
        string text = Encoding.ASCII.GetString(head, 0, Math.Min(head.Length, HeadBytes));
        Match match = s_declaration.Match(s_comment.Replace(text, ""));
        return match.Success ? Find(match.Groups[1].Value) : null;
    }

    internal static Encoding? Detect(Stream content)
    {
        var head = new byte[HeadBytes];
        int length = 0;
        int count;
        while (length < head.Length && (count = content.Read(head, length, head.Length - length)) > 0)
        {
            length += count;
        }

        Array.Resize(ref head, length);
        return Detect(head);
    }

    // The names mean what browsers make of them (Encoding Standard, 4.2): ASCII and Latin-1 are Windows' 1252, and a
    // document that could be read so far is no UTF-16, whatever it says.
    private static Encoding? Find(string name)
    {
        string canonical = name.ToLowerInvariant() switch
        {
            "ascii" or "us-ascii" or "iso-8859-1" or "iso8859-1" or "iso_8859-1" or "latin1" or "l1" or "cp1252"
                or "x-cp1252" => "windows-1252",
            "iso-8859-9" or "latin5" => "windows-1254",
            "utf-16" or "utf-16le" or "utf-16be" or "utf8" or "unicode-1-1-utf-8" => "utf-8",
            "x-sjis" or "sjis" or "ms_kanji" => "shift_jis",
            "gb2312" or "gbk" or "x-gbk" => "gb18030",
            var other => other,
        };
        try
        {
            return canonical == "utf-8" ? new UTF8Encoding(false) : GetEncoding(canonical);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static Encoding GetEncoding(string name)
    {
#if NET8_0_OR_GREATER
        // In the framework, but not registered by itself; registering it would change the host's.
        return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
#else
        return Encoding.GetEncoding(name);
#endif
    }
}
