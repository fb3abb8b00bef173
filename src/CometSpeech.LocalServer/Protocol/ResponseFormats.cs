namespace CometSpeech.LocalServer.Protocol;

/// <summary>The values of <c>response_format</c> and the media types of their answers.</summary>
public static class ResponseFormats
{
    /// <summary>What the service answers with when the request names no format.</summary>
    public const string Default = "mp3";

    private static readonly Dictionary<string, string> s_contentTypes = new(StringComparer.Ordinal)
    {
        ["mp3"] = "audio/mpeg",
        ["opus"] = "audio/opus",
        ["aac"] = "audio/aac",
        ["flac"] = "audio/flac",
        ["wav"] = "audio/wav",
        ["pcm"] = "audio/pcm",
    };

    /// <summary>The six names, in the order in which the service documents them.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_contentTypes.Keys];

    /// <summary>The Content-Type of an answer in that format.</summary>
    public static string ContentType(string format) => s_contentTypes[format];
}
