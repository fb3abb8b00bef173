using System.Globalization;
using System.Text.RegularExpressions;

namespace CometSpeech.Core.Api.Failures;

/// <summary>
/// Finds out from a service's words what in the request it means, so that advice can name the parameter.
/// </summary>
internal static class RequestFaultReader
{
    // A model counts a token for a character or more in every script; a tenth is left for what it counts besides.
    private const double CharactersInToken = 0.9;

    // The most bytes of UTF-8 that one UTF-16 unit takes (RFC 3629, 3).
    private const int BytesInCharacter = 3;

    // Less than a short sentence is another number.
    private const int LeastLimit = 20;

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private const string Unit = @"(?:characters?|chars?|tokens?|bytes?|code ?points?|symbols?|letters?|length|size)";

    private const string Number = @"(?<number>\d[\d,_]*)";

    private const string Bound =
        @"(?:at most|no more than|less than|fewer than|up to|max(?:imum)?|limit|exceed\w*|over|above|beyond|longer than"
        + @"|larger than|or (?:less|fewer))";

    private const string Refused =
        @"(?:not found|(?:not|doesn't) exist|unknown|unsupported|not supported|not support|not available|unavailable"
        + @"|invalid|not valid|no such|should be|must be|available|allowed|supported|expected)";

    private static readonly Regex s_tooLong = new(
        $@"too (?:long|large|big|many (?:characters|chars|tokens|bytes))|shorten|\b{Bound}\b[^.;]{{0,60}}\b{Unit}\b"
            + $@"|\b{Unit}\b[^.;]{{0,60}}\b{Bound}\b",
        Options);

    // The limit is the least number beside a unit or a bound: what was sent is more.
    private static readonly Regex s_limit = new(
        $@"\b{Bound}\b(?: (?:of|is|to|allowed|length|input|size|limit))*[ :=(]*{Number}(?:[ -]?(?<unit>{Unit}))?"
            + $@"|{Number}[ -]?(?<unit>{Unit})",
        Options);

    private static readonly Regex s_voice = new(
        $@"\bvoices?\b(?s:.){{0,200}}?\b{Refused}\b|\b{Refused}\b.{{0,30}}\bvoices?\b", Options);

    private static readonly Regex s_format = new(
        $@"\b(?:response_format|(?:audio |output )?format|codec)s?\b(?s:.){{0,200}}?\b{Refused}\b"
            + $@"|\b{Refused}\b.{{0,30}}\b(?:response_format|format|codec)s?\b",
        Options);

    private static readonly Regex s_named = new(
        @"\b(?:voice|(?:response_)?format|codec)s?:? ['""`]?[\w.()+:-]+['""`]?:? (?:was |is )?"
            + @"(?:not (?:found|supported|available|valid)|does not exist|unknown|invalid|unsupported)\b"
            + @"|\b(?:unknown|invalid|unsupported|no such) (?:voice|response_format|format|codec)\b",
        Options);

    // Not "quota exceeded" alone: some services call the requests of a minute so.
    private static readonly Regex s_emptyAccount = new(
        @"\binsufficient[ _-](?:\w+[ _-]){0,2}(?:quota|balance|credits?|funds)\b|exceeded your current quota"
            + @"|\b(?:quota|balance|credits?) (?:is |are )?(?:not enough|exhausted|used up|too low|insufficient)\b"
            + @"|\bout of credits?\b",
        Options);

    // speaches, and Google's address for OpenAI's clients.
    private static readonly Regex s_key = new(
        @"\b(?:invalid|incorrect|missing|wrong|unknown|expired|no) api[ -]?key\b"
            + @"|\bapi[ -]?key (?:is )?(?:required|missing|invalid|incorrect|expired|not (?:valid|found|provided))\b",
        Options);

    private static readonly Regex s_content = new(
        @"content[ _-]?(?:policy|filter|management)|moderation|\bflagged\b|policy[ _-]?violation|violates? .{0,30}polic"
            + @"|sensitive[ _-]?(?:word|content)|inappropriate|safety (?:system|filter|polic)|data_inspection",
        Options);

    /// <summary>What the words mean.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="error">The words, the code and the field at fault.</param>
    public static RequestFault Read(int status, ServiceError error)
    {
        string code = error.Code ?? "";
        string field = error.Field ?? "";
        // A code counts before words: a model may be called for moderation.
        if (MissingModelReader.IsCode(code))
        {
            return RequestFault.Model;
        }

        if (s_content.IsMatch(code) || s_content.IsMatch(error.Message))
        {
            return RequestFault.Content;
        }

        if (MissingModelReader.Matches(status, error))
        {
            return RequestFault.Model;
        }

        return field switch
        {
            "voice" => RequestFault.Voice,
            "response_format" => RequestFault.Format,
            "input" or "text" or "" => ReadWords(status, code, error.Message),
            _ => RequestFault.Unknown,
        };
    }

    /// <summary>Whether the words, or the code, say that the account has nothing left to spend.</summary>
    public static bool IsEmptyAccount(ServiceError error) =>
        s_emptyAccount.IsMatch(error.Message) || s_emptyAccount.IsMatch(error.Code ?? "");

    /// <summary>Whether the words say that the key is missing, or not the right one.</summary>
    public static bool IsKeyRefused(ServiceError error) => s_key.IsMatch(error.Message);

    /// <summary>
    /// Whether the words blame the voice or the format by name, or the field of it, so that the text has no part in it.
    /// </summary>
    public static bool IsNamed(ServiceError error) => error.Field is not null || s_named.IsMatch(error.Message);

    /// <summary>
    /// The limit that the words name, in characters (UTF-16 units) that surely fit it; null when they name none.
    /// </summary>
    public static int? ReadLimit(string message)
    {
        double? limit = null;
        foreach (Match match in s_limit.Matches(message))
        {
            string digits = match.Groups["number"].Value.Replace(",", "").Replace("_", "");
            if (!double.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out double number))
            {
                continue;
            }

            string unit = match.Groups["unit"].Value;
            number = unit.StartsWith("token", StringComparison.OrdinalIgnoreCase) ? number * CharactersInToken
                : unit.StartsWith("byte", StringComparison.OrdinalIgnoreCase) ? number / BytesInCharacter
                : number;
            limit = Math.Min(limit ?? number, number);
        }

        return limit >= LeastLimit && limit <= SpeechRequest.MaxInputLength ? (int)limit : null;
    }

    private static RequestFault ReadWords(int status, string code, string message) =>
        status == 413 || IsTooLongCode(code) || s_tooLong.IsMatch(message) ? RequestFault.TextTooLong
            : code.Contains("voice") || s_voice.IsMatch(message) ? RequestFault.Voice
            : s_format.IsMatch(message) ? RequestFault.Format
            : RequestFault.Unknown;

    // Pydantic's, OpenAI's, and others'.
    private static bool IsTooLongCode(string code) =>
        code is "string_too_long" or "string_above_max_length" or "context_length_exceeded"
        || code.EndsWith("_too_long", StringComparison.OrdinalIgnoreCase);
}
