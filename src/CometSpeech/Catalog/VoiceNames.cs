namespace CometSpeech.Catalog;

/// <summary>The ten values of the endpoint's <c>voice</c>.</summary>
internal static class VoiceNames
{
    public const string Alloy = "alloy";
    public const string Ash = "ash";
    public const string Ballad = "ballad";
    public const string Coral = "coral";
    public const string Echo = "echo";
    public const string Fable = "fable";
    public const string Onyx = "onyx";
    public const string Nova = "nova";
    public const string Sage = "sage";
    public const string Shimmer = "shimmer";

    /// <summary>The endpoint's own default.</summary>
    public const string Default = Alloy;

    /// <summary>All ten, in the endpoint's order.</summary>
    public static readonly string[] All = [Alloy, Ash, Ballad, Coral, Echo, Fable, Onyx, Nova, Sage, Shimmer];

    /// <summary>
    /// Those that OpenAI has for <c>gpt-4o-mini-tts</c> beside the ten, and that CometAPI's page does not list.
    /// </summary>
    public static readonly string[] Gpt4oMiniTtsOnly = ["verse", "marin", "cedar"];

    /// <summary>The voice that is meant, as the service takes it, which knows no Sage; null when it is none.</summary>
    public static string? Find(string name) =>
        All.FirstOrDefault(voice => voice.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));
}
