using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security;
using System.Text.RegularExpressions;

namespace CometSpeech.Core.Keys;

/// <summary>
/// An API key that prints, formats and serialises as a mask; only <see cref="Reveal"/> gives its text.
/// </summary>
[DebuggerDisplay("{ToString()}")]
public sealed class ApiKey
{
    // What key files and shells write before a key: COMETAPI_KEY=, export OPENAI_API_KEY=, $env:COMETAPI_KEY =. Other
    // names may be part of the key of a server of one's own.
    private static readonly Regex s_assignment = new(
        @"^(export\s+|set\s+|\$env:)?\w*(KEY|TOKEN|SECRET)\s*(=\s*|:\s+)[^=\s]",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private readonly string _text;

    private ApiKey(string text) => _text = text;

    /// <summary>
    /// The end of the key, by which a person tells two keys apart: four characters, of a key under 16 characters fewer
    /// (a quarter, so that most of a short key stays unknown).
    /// </summary>
    public string LastFour => _text.Substring(_text.Length - Math.Min(4, _text.Length / 4));

    /// <summary>
    /// Reads a key as it comes out of a file, a variable or a prompt: white space and U+FEFF around it are dropped.
    /// </summary>
    /// <returns>The key, or null when nothing is left: a blank key counts as missing.</returns>
    /// <exception cref="ApiKeyFormatException">
    /// A character in it cannot stand in a bearer token (RFC 6750, 2.1), or something stands around the key: quotation
    /// marks, a name, a header. The message does not contain the key.
    /// </exception>
    public static ApiKey? Parse(string? text)
    {
        string trimmed = Trim(text ?? "");
        if (DescribeWrapping(trimmed) is { } wrapping)
        {
            throw new ApiKeyFormatException(wrapping + " Give the key alone.");
        }

        for (int i = 0; i < trimmed.Length; i++)
        {
            if (trimmed[i] is < '!' or > '~')
            {
                throw new ApiKeyFormatException(Describe(trimmed, i));
            }
        }

        return trimmed.Length == 0 ? null : new ApiKey(trimmed);
    }

    /// <inheritdoc cref="Parse(string)"/>
    public static ApiKey? Parse(SecureString? secret)
    {
        if (secret is null)
        {
            return null;
        }

        IntPtr buffer = Marshal.SecureStringToGlobalAllocUnicode(secret);
        try
        {
            return Parse(Marshal.PtrToStringUni(buffer, secret.Length));
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(buffer);
        }
    }

    /// <summary>The key itself, for the request's header or for a store that protects it.</summary>
    public string Reveal() => _text;

    /// <summary>
    /// The text with the mask in place of the key: for messages of others that may repeat it. A key under eight
    /// characters is hidden only where it is a word of its own.
    /// </summary>
    public string Redact(string text) => KeyRedaction.Hide(text, _text, ToString());

    /// <summary>The mask, as in <c>…a1b2</c>.</summary>
    public override string ToString() => "…" + LastFour;

    private static string Trim(string text)
    {
        int start = 0;
        int end = text.Length;
        while (start < end && IsPadding(text[start]))
        {
            start++;
        }

        while (end > start && IsPadding(text[end - 1]))
        {
            end--;
        }

        return text.Substring(start, end - start);
    }

    private static bool IsPadding(char c) => char.IsWhiteSpace(c) || c == '\uFEFF';

    private static string? DescribeWrapping(string text)
    {
        if (text.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("Authorization:", StringComparison.OrdinalIgnoreCase))
        {
            return "The API key begins with the words of a header, such as 'Bearer '.";
        }

        if (s_assignment.IsMatch(text))
        {
            return "The API key begins with a name, as in COMETAPI_KEY=.";
        }

        return text.Length > 0 && (IsQuotationMark(text[0]) || IsQuotationMark(text[text.Length - 1]))
            ? "The API key stands in quotation marks."
            : null;
    }

    // The typographic ones come from word processors.
    private static bool IsQuotationMark(char c) =>
        c is '"' or '\'' or '`' or (>= '\u2018' and <= '\u201F') or '«' or '»';

    private static string Describe(string text, int index)
    {
        string kind = text[index] switch
        {
            char c when char.IsWhiteSpace(c) => "white space",
            char c when char.IsControl(c) => "a control character",
            _ => "not an ASCII character",
        };
        return $"The API key cannot be sent in a header: its character {index + 1} of {text.Length} is {kind}. "
            + "Copy the key again.";
    }
}
