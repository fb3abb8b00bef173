namespace CometSpeech.Catalog;

/// <summary>The speech models that are known; any other id is passed on as it is.</summary>
internal static class ModelNames
{
    public const string Tts1 = "tts-1";
    public const string Tts1Hd = "tts-1-hd";
    public const string Gpt4oMiniTts = "gpt-4o-mini-tts";

    /// <summary>The endpoint's own default.</summary>
    public const string Default = Tts1;

    /// <summary>In the order of completion.</summary>
    public static readonly string[] All = [Tts1, Tts1Hd, Gpt4oMiniTts];

    /// <summary>Whether a model is <c>gpt-4o-mini-tts</c>, or a dated state of it.</summary>
    public static bool IsGpt4oMiniTts(string model) =>
        model.Equals(Gpt4oMiniTts, StringComparison.OrdinalIgnoreCase)
        || model.StartsWith(Gpt4oMiniTts + "-20", StringComparison.OrdinalIgnoreCase);

    /// <summary>The <c>tts-1</c> family takes no <c>instructions</c>.</summary>
    public static bool IgnoresInstructions(string model) => model.StartsWith(Tts1, StringComparison.OrdinalIgnoreCase);
}
