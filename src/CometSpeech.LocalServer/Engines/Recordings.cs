namespace CometSpeech.LocalServer.Engines;

/// <summary>The files of the Recordings folder, which the assembly carries.</summary>
public static class Recordings
{
    /// <summary>The name of the archive of tones; entries are <c>&lt;hertz&gt;.&lt;format&gt;</c>.</summary>
    internal const string Tones = "tones.zip";

    // One a chapter of the page.
    private const int SampleCount = 3;

    /// <summary>A page in Markdown, with line feeds, that tests and Playground have spoken.</summary>
    public static string SamplePage { get; } = ReadText("sample.md");

    /// <summary>
    /// What <see cref="RecordedEngine"/> speaks: the text of each chapter of the page, with line feeds.
    /// </summary>
    public static IReadOnlyList<string> SampleTexts { get; } =
        [.. Enumerable.Range(1, SampleCount).Select(number => ReadText($"sample-{number}.txt"))];

    /// <summary>Opens a file of the folder.</summary>
    internal static Stream Open(string name) =>
        typeof(Recordings).Assembly.GetManifestResourceStream(name)
        ?? throw new FileNotFoundException($"The assembly carries no recording {name}.", name);

    /// <summary>Reads a file of the folder whole.</summary>
    internal static byte[] ReadAll(string name)
    {
        using Stream stream = Open(name);
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private static string ReadText(string name)
    {
        using StreamReader reader = new(Open(name));
        return reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd();
    }
}
