namespace CometSpeech.Core.Api.Failures;

/// <summary>What in a request the service found wrong, as far as its words tell.</summary>
public enum RequestFault
{
    /// <summary>Its words do not tell.</summary>
    Unknown,

    /// <summary>The text has more characters, tokens or bytes than it takes.</summary>
    TextTooLong,

    /// <summary>It has no such voice.</summary>
    Voice,

    /// <summary>It does not make this format.</summary>
    Format,

    /// <summary>It has no such model, not for speech, or not any more.</summary>
    Model,

    /// <summary>It does not speak what the text says (moderation, content policy).</summary>
    Content,
}
