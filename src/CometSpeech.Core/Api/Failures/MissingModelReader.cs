using System.Text.RegularExpressions;

namespace CometSpeech.Core.Api.Failures;

/// <summary>
/// Tells a missing model by a service's code or words: none of that name, none for speech, or one that was withdrawn.
/// What a model cannot do with a voice, a format or a text is something else.
/// </summary>
internal static class MissingModelReader
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    // What a message calls the model, with its name where it is told: "The model `tts-9`", "model or endpoint tts-9",
    // "Publisher Model 'projects/a/b'"; and not a voice model, nor the voice of a model, nor its input or parameters.
    private const string Model =
        @"(?<!\b(?:voice|(?:for|of|in|by|with)(?: the)?) )\bmodels?"
        + @"(?: (?:id|name|identifier|version|type)\b)?(?: or \w+)?"
        + @"(?: ?[=:/]? ?(?:(?<quote>['""`])[^'""`\r\n]{1,150}\k<quote>"
        + @"|(?!(?:inputs?|outputs?|text|voice|speed|language|field|parameters?|property|options?|settings?|arguments?"
        + @"|response|request)\b)\w[\w./:@+-]*))?"
        + @"(?: (?:you|that|which|associated)\b[^.;:,]{0,60}?)?"
        + @"(?: (?:is|was|are|were|has|have|been|be|could|can|currently|now|already))*";

    // None of these passes by itself.
    private const string Gone =
        @"(?: do(?:es)? not exist| did not exist| not exists?| not (?:be )?found| no longer \w+"
        + @"| (?:deprecated|retired|decommissioned|discontinued|sunset|shut ?down|withdrawn|removed|deleted)"
        + @"| reached (?:its |the )?end[ -]of[ -](?:its )?life)\b";

    // With a status of 500 or more, a model that is not available may be so in a minute.
    private const string Refused =
        @"(?: (?:not (?:supported|available|installed|loaded|deployed|served|enabled|allowed|recogni[sz]ed|valid"
        + @"|accessible)|unavailable|(?:unsupported|unknown|invalid)\b(?! (?!" + AfterAdjective + @")\w))\b"
        + @"(?! (?:with|when|if|at|right)\b)"
        + @"| not an? [\w-]+(?: [\w-]+)? model\b)";

    // What may follow "invalid" where that is said of the model, and not of what it made: "model made invalid audio".
    private const string AfterAdjective = @"(?:or|and|for|in|on|by|to|as|since|because|please|see|check|use)\b";

    private static readonly Regex s_lasting = new(
        Model + Gone
            // one-api's and its descendants', CometAPI's among them: "No available channel for model tts-9 under group
            // default (distributor)", "当前分组 default 下对于模型 tts-9 无可用渠道".
            + @"|\bno available channels?\b|无可用渠道"
            + @"|(?<![在为])模型[^。；;]{0,80}?(?:不存在(?!.{0,6}(?:音色|声音))|已下线|已下架|已停用|已停止服务|已废弃|已弃用)",
        Options);

    private static readonly Regex s_refused = new(
        Model + Refused
            + @"|\b(?:unknown|no such|invalid|incorrect|unsupported|unrecogni[sz]ed)"
            + @"(?: (?!(?:for|by|with|in|of|to|on|from|voice)\b)[\w-]+){0,3} model\b"
            + @"(?! (?:inputs?|outputs?|parameters|options|settings|arguments)\b)"
            + @"|\bnot an? (?:valid|known|supported) model\b|\bnot found the model\b"
            + @"|\bunable to access (?:the )?model\b"
            // OpenRouter; LiteLLM; Azure, where the name of a deployment is the model.
            + @"|\bno (?:endpoints?|providers?) found for\b|\bno 'model_name' with\b"
            + @"|\bdeployment (?:for this resource )?does not exist\b"
            + @"|模型[^。；;]{0,80}?(?:不可用|无效)|(?:不支持的|无效的?|未知的?|没有该|没有此|未找到)模型",
        Options);

    // OpenAI's; those of Groq, Mistral, Kokoro-FastAPI, Hugging Face, Azure, Volcengine and LocalAI.
    private static readonly Regex s_code = new(
        @"^model[_.-]?(?:not[_-]?(?:found|exists?|supported)|decommissioned|deprecated|retired|gone|removed|disabled)$"
            + @"|^(?:invalid|unknown|unsupported|no[_-]?such)[_-]?model(?:[_-]?(?:id|name))?$"
            + @"|^(?:deployment|InvalidEndpointOrModel)[_.-]?not[_-]?found$|^service[_-]?model[_-]?deprecated$",
        Options);

    private static readonly Regex s_address = new(@"\b(?:endpoint|url|path|route|api|page|site)s?\b", Options);

    private static readonly Regex s_blanks = new(@"\s+", RegexOptions.CultureInvariant);

    /// <summary>Whether a code says so, whatever the status is.</summary>
    public static bool IsCode(string? code) => code is not null && s_code.IsMatch(code);

    /// <summary>Whether an answer says so.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="error">Its words, its code and the field that it names.</param>
    public static bool Matches(int status, ServiceError error)
    {
        // Some have the code alone, in the place of the words.
        if (IsCode(error.Code) || IsCode(error.Message.Trim()))
        {
            return true;
        }

        if (error.Field is not (null or "" or "model"))
        {
            return false;
        }

        string message = Plain(error.Message);
        return s_lasting.IsMatch(message)
            || (status < 500 && (error.Field == "model" || s_refused.IsMatch(message)))
            // Gone (RFC 9110, 15.5.11): services answer so for a model that has ended. A page, or words about an
            // address, are about that.
            || (status == 410 && (error.IsJson || message.Length > 0 || error.Beginning.Length == 0)
                && !s_address.IsMatch(message));
    }

    // With one kind of blanks, and each "not" a word.
    private static string Plain(string message) => s_blanks.Replace(message, " ")
        .Replace('’', '\'')
        .Replace("can't", "can not")
        .Replace("cannot", "can not")
        .Replace("n't", " not");
}
