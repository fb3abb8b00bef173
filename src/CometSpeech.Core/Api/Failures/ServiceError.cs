using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CometSpeech.Core.Api.Failures;

/// <summary>
/// What an error's body says, whichever server wrote it: OpenAI's and CometAPI's <c>error</c> envelope, the
/// <c>detail</c> of Python servers (a string, an object, or a list of what validation found), a bare
/// <c>message</c>, or plain text.
/// </summary>
internal sealed class ServiceError
{
    /// <summary>How much of an error's body is read, in bytes; the rest says nothing more.</summary>
    public const int MaxBodyLength = 64 * 1024;

    // Enough for the names of some hundred voices, which a server may list.
    private const int MaxMessageLength = 16 * 1024;

    // One line of a terminal.
    private const int QuotedLength = 80;

    // Enough for an envelope in an envelope, as gateways make them.
    private const int MaxDepth = 6;

    // Where servers keep their words, the more telling first.
    private static readonly string[] s_wordNames =
        ["message", "msg", "detail", "error", "errors", "error_description", "error_message", "status_msg", "reason",
            "title"];

    // CometAPI's for every error; the one of problem details without a type (RFC 9457, 4.2.1).
    private static readonly string[] s_emptyTypes = ["comet_api_error", "about:blank"];

    // CometAPI writes the id into the text: «… (request id: 20261122…)».
    private static readonly Regex s_requestId = new(
        @"request[ _-]id:\s*([A-Za-z0-9_.-]{1,100})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // What Pydantic found, as Python writes such a list: OpenAI has it in the message when a text is too long.
    private static readonly Regex s_pythonFinding = new(
        """(?:'loc':\s*\((?:[^()]{0,80},\s*)?'(?<field>\w{1,40})',?\)[^{}]{0,80}?)?'msg':\s*"""
            + """(?:'(?<said>[^']{0,1000})'|"(?<said>[^"]{0,1000})")""",
        RegexOptions.CultureInvariant);

    // Audio in base64 or hexadecimal, as some services put it into JSON: no word and no address is as long.
    private static readonly Regex s_data = new(
        @"(?<![A-Za-z0-9+/\\_-])[A-Za-z0-9+/\\_-]{160,}=*", RegexOptions.CultureInvariant);

    // Other JSON behind audio may be its description.
    private static readonly Regex s_objectWithError = new(
        """\{\s*"(?=error|[^\x00-\x08]*"error)""", RegexOptions.CultureInvariant);

    private static readonly Encoding s_latin1 = Encoding.GetEncoding(28591);

    /// <summary>
    /// The server's own words, clean and uncut, but for what is no word; empty when it had none.
    /// </summary>
    public string Message { get; private init; } = "";

    public string? Code { get; private init; }

    /// <summary>The field of the request that is at fault, as <c>voice</c>; null when none is named.</summary>
    public string? Field { get; private init; }

    public string? RequestId { get; private init; }

    /// <summary>How the body begins, for one without words.</summary>
    public string Beginning { get; private init; } = "";

    /// <summary>Whether the body is an object or a list of JSON.</summary>
    public bool IsJson { get; private init; }

    /// <summary>Reads a body of at most <see cref="MaxBodyLength"/> bytes; never fails.</summary>
    public static ServiceError Parse(byte[] body, int count, string? mediaType, string? secret)
    {
        string text = Encoding.UTF8.GetString(body, 0, count).Trim('\uFEFF', ' ', '\r', '\n', '\t');
        var found = new Finding();
        string? message = null;
        bool isJson = ReadJson(EventData(text) ?? text, ref found);
        if (isJson)
        {
            message = found.Message;
        }
        else if (mediaType?.IndexOf("html", StringComparison.OrdinalIgnoreCase) is null or < 0
            && !text.StartsWith("<", StringComparison.Ordinal))
        {
            message = text;
        }

        Match id = s_requestId.Match(message ?? "");
        return new ServiceError
        {
            Message = s_data.Replace(
                SafeText.Clean(message ?? "", secret, MaxMessageLength),
                data => SafeText.Shorten(data.Value, QuotedLength)),
            Code = found.Code is null ? null : SafeText.Clean(found.Code, secret, 100),
            Field = found.Field,
            RequestId = id.Success ? SafeText.Clean(id.Groups[1].Value, secret, 100) : null,
            Beginning = SafeText.Clean(text, secret, QuotedLength),
            IsJson = isJson,
        };
    }

    /// <summary>
    /// The error with which bytes end that begin as something else, as a server writes it behind the audio when it
    /// fails midway; null when they do not.
    /// </summary>
    /// <param name="bytes">The last bytes.</param>
    /// <param name="secret">What is never quoted.</param>
    public static ServiceError? FindAtEnd(ArraySegment<byte> bytes, string? secret)
    {
        ReadOnlySpan<byte> rest = bytes;
        while (!rest.IsEmpty && " \r\n\t\0"u8.IndexOf(rest[rest.Length - 1]) >= 0)
        {
            rest = rest.Slice(0, rest.Length - 1);
        }

        if (rest.IsEmpty || rest[rest.Length - 1] != '}')
        {
            return null;
        }

        // As Latin-1, in which each byte is a character: what stands before is no text.
        string text = s_latin1.GetString(bytes.Array!, bytes.Offset, rest.Length);
        // The first one that is whole is the outermost.
        foreach (Match begin in s_objectWithError.Matches(text))
        {
            byte[] json = s_latin1.GetBytes(text.Substring(begin.Index));
            if (Parse(json, json.Length, null, secret) is { IsJson: true, Message.Length: > 0 } error)
            {
                return error;
            }
        }

        return null;
    }

    // Of a stream of server-sent events the first one's data (HTML Standard, 9.2.6).
    private static string? EventData(string text)
    {
        if (!text.StartsWith("data:", StringComparison.Ordinal) && !text.StartsWith("event:", StringComparison.Ordinal))
        {
            return null;
        }

        string? line = text.Split('\n').FirstOrDefault(line => line.StartsWith("data:", StringComparison.Ordinal));
        return line?.Substring("data:".Length).Trim();
    }

    private static bool ReadJson(string text, ref Finding found)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            found.Message = Words(document.RootElement, ref found, MaxDepth);
            return document.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array
                or JsonValueKind.String or JsonValueKind.Null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Broken, too deep, or with half of a surrogate pair in a string.
            found = default;
            return false;
        }
    }

    /// <summary>The text that a person is to read; null where there is none.</summary>
    private static string? Words(JsonElement value, ref Finding found, int depth)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return NotBlank(value.GetString()) is { } words ? Unwrap(words, ref found, depth) : null;
            case JsonValueKind.Array when depth > 0:
                var all = new List<string>();
                foreach (JsonElement item in value.EnumerateArray())
                {
                    if (Words(item, ref found, depth - 1) is { } said)
                    {
                        all.Add(said);
                    }
                }

                return all.Count == 0 ? null : string.Join("; ", all);
            case JsonValueKind.Object when depth > 0:
                return WordsOfObject(value, ref found, depth);
            default:
                return null;
        }
    }

    // Gateways put what they got into a string.
    private static string Unwrap(string words, ref Finding found, int depth)
    {
        if (depth == 0 || words[0] is not ('{' or '['))
        {
            return words;
        }

        var findings = new List<string>();
        foreach (Match match in s_pythonFinding.Matches(words))
        {
            string said = match.Groups["said"].Value;
            string? field = match.Groups["field"] is { Success: true } named ? named.Value : null;
            found.Field ??= field;
            findings.Add(field is null ? said : $"{field}: {said}");
        }

        if (findings.Count > 0)
        {
            return string.Join("; ", findings);
        }

        try
        {
            using JsonDocument inner = JsonDocument.Parse(words);
            return Words(inner.RootElement, ref found, depth - 1) ?? words;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return words;
        }
    }

    private static string? WordsOfObject(JsonElement value, ref Finding found, int depth)
    {
        string? message = null;
        string? name = null;
        for (int i = 0; i < s_wordNames.Length && message is null; i++)
        {
            name = s_wordNames[i];
            message = value.TryGetProperty(name, out JsonElement inner) ? Words(inner, ref found, depth - 1) : null;
        }

        // The innermost words are the best, and so is the code beside them.
        found.Code ??= CodeOf(value, hasMessage: message is not null && name != "error");
        string? field = Word(value, "param") ?? LastName(value);
        found.Field ??= field;
        // «Field required» means nothing without the field's name.
        return message is not null && field is not null && name == "msg" ? $"{field}: {message}" : message;
    }

    // Pydantic's place of a fault: ["body", "voice"], with numbers where it is in a list.
    private static string? LastName(JsonElement value)
    {
        string? name = null;
        if (value.TryGetProperty("loc", out JsonElement place) && place.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement step in place.EnumerateArray())
            {
                name = step.ValueKind == JsonValueKind.String && step.GetString() is { } text and not "body"
                    ? text
                    : name;
            }
        }

        return name;
    }

    // CometAPI leaves `code` empty at times. A number that repeats the status says nothing. Kokoro-FastAPI has the code
    // in `error`, beside a `message`.
    private static string? CodeOf(JsonElement value, bool hasMessage)
    {
        string? code = Word(value, "code");
        if (code is not null && !IsStatus(code))
        {
            return code;
        }

        string? error = hasMessage ? Word(value, "error") : null;
        return error ?? (Word(value, "type") is { } type && !s_emptyTypes.Contains(type) ? type : null);
    }

    private static bool IsStatus(string code) => code.Length == 3 && code.All(char.IsDigit);

    // Python's word for nothing, as LiteLLM writes it: "param": "None".
    private static string? Word(JsonElement parent, string name) =>
        NotBlank(Text(parent, name)) is { } word and not "None" ? word : null;

    private static string? NotBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            }
            : null;

    private struct Finding
    {
        public string? Message;
        public string? Code;
        public string? Field;
    }
}
