namespace CometSpeech.LocalServer.Engines;

/// <summary>The files of the Recordings folder, which the assembly carries.</summary>
public static class Recordings
{
    /// <summary>The name of the archive of tones; entries are <c>&lt;hertz&gt;.&lt;format&gt;</c>.</summary>
    internal const string Tones = "tones.zip";

    private const string SampleTextName = "sample.txt";

    /// <summary>
    /// The text that <see cref="RecordedEngine"/> speaks, with line feeds, as tests and Playground use it.
    /// </summary>
    public static string SampleText { get; } = ReadSampleText();

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

    private static string ReadSampleText()
    {
        using StreamReader reader = new(Open(SampleTextName));
        return reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd();
    }
}
