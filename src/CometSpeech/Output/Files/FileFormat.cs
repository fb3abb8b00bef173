using CometSpeech.Core.Audio;

namespace CometSpeech.Output.Files;

/// <summary>
/// Which format is asked for and what the file is to be: by <c>-ResponseFormat</c> and the file's name.
/// </summary>
/// <param name="Parts">The format to ask for.</param>
/// <param name="Container">What the file is to be.</param>
/// <param name="Warning">What to say when the name promises something else; null when it does not.</param>
internal readonly record struct FileFormat(AudioFormat Parts, AudioContainer Container, string? Warning = null)
{
    // Extensions that programs go by and that no format here has; any other one, as .part1, promises nothing.
    private static readonly HashSet<string> s_foreign = new(
        (string[])
        [
            // Other audio, and containers.
            ".3ga", ".3gp", ".ac3", ".aif", ".aifc", ".aiff", ".alac", ".amr", ".ape", ".au", ".caf", ".dsf", ".dts",
            ".m4p", ".m4r", ".mid", ".midi", ".mka", ".mp1", ".mp2", ".mpa", ".mpc", ".ra",
            ".snd", ".spx", ".tta", ".voc", ".w64", ".weba", ".wma", ".wv",
            // Video.
            ".asf", ".avi", ".flv", ".m4v", ".mkv", ".mov", ".mp4", ".mpeg", ".mpg", ".ogv", ".ogx", ".ts", ".webm",
            ".wmv",
            // Texts, tables, documents, captions, playlists.
            ".csv", ".cue", ".doc", ".docx", ".epub", ".htm", ".html", ".json", ".jsonl", ".log", ".m3u",
            ".m3u8", ".md", ".odt", ".pdf", ".pls", ".ps1", ".psd1", ".psm1", ".rtf", ".srt", ".tsv", ".txt", ".vtt",
            ".xml", ".yaml", ".yml",
            // Pictures, archives, programs.
            ".7z", ".dll", ".exe", ".gif", ".gz", ".iso", ".jpeg", ".jpg", ".png", ".svg", ".tar", ".webp",
            ".zip",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a name has an extension that programs go by and that no format here has.</summary>
    public static bool IsForeign(string? name) => s_foreign.Contains(Path.GetExtension(name) ?? "");

    /// <summary>The format of a file.</summary>
    /// <param name="name">The file as the user names it; null for bytes.</param>
    /// <param name="given">The value of <c>-ResponseFormat</c>; null when none was given.</param>
    public static FileFormat Of(string? name, AudioFormat? given)
    {
        AudioContainer? byName = AudioContainers.FromExtension(Path.GetExtension(name));
        AudioFormat parts = given ?? (byName is { } own ? AudioContainers.PartsOf(own) : AudioFormat.Mp3);
        AudioContainer container = AudioContainers.Choose(parts, byName ?? AudioContainers.Of(parts));
        string held = AudioContainers.GetName(container);
        if (byName is { } promised && promised != container)
        {
            return new(
                parts,
                container,
                $"'{name}' will hold {held}, as -ResponseFormat says, though its name says "
                    + $"{AudioContainers.GetName(promised)}.");
        }

        return new(
            parts,
            container,
            IsForeign(name)
                ? $"'{name}' will hold {held}, though programs expect something else in {Path.GetExtension(name)}: "
                    + $"{AudioContainers.GetExtension(container)} is its extension."
                : null);
    }

    /// <summary>A file that is what is asked for.</summary>
    public static FileFormat OfParts(AudioFormat format) => new(format, AudioContainers.Of(format));
}
