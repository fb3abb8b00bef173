using System.Text;
using System.Text.Json;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Audio.Mp4;

/// <summary>What programs that are not ours read of MP4 files.</summary>
internal static class Mp4Programs
{
    private const string Mutagen =
        """
        import hashlib, json, sys
        from mutagen.mp4 import MP4
        file, result = MP4(sys.argv[1]), {}
        for key, values in (file.tags or {}).items():
            if key == 'covr': values = [str(int(v.imageformat)) + ' ' + hashlib.sha256(v).hexdigest() for v in values]
            if key.startswith('----'): values = [bytes(v).decode() for v in values]
            result[key] = '; '.join(str(v) for v in (values if isinstance(values, list) else [values]))
        result['length'] = str(round(file.info.length * 1000))
        result['codec'] = file.info.codec + ' ' + str(file.info.channels) + ' ' + str(file.info.sample_rate)
        chapters = [[c.title, round(c.start * 1000)] for c in file.chapters or []]
        print(json.dumps([result, chapters]))
        """;

    /// <summary>What mutagen reads: items and chapters, <c>length</c> in milliseconds, <c>codec</c>.</summary>
    public static (Dictionary<string, string> Items, List<(string Title, long Start)> Chapters) ReadByMutagen(
        byte[] audio) => AudioTools.WithFile(
            audio,
            ".m4b",
            file => AudioTools.WithFile(Encoding.UTF8.GetBytes(Mutagen), ".py", program =>
            {
                ToolResult result = AudioTools.RunMutagen(program, file);
                JsonElement root = JsonDocument.Parse(result.Output).RootElement;
                return (
                    root[0].EnumerateObject().ToDictionary(item => item.Name, item => item.Value.GetString()!),
                    root[1].EnumerateArray()
                        .Select(chapter => (chapter[0].GetString()!, chapter[1].GetInt64())).ToList());
            }));

    /// <summary>The lines that AtomicParsley prints: items for <c>-t</c>, the tree of boxes for <c>-T</c>.</summary>
    public static string[] RunAtomicParsley(byte[] audio, string option) => AudioTools.WithFile(audio, ".m4b", file =>
    {
        ToolResult result = AudioTools.Run("AtomicParsley", file, option);
        Assert.True(result.ExitCode == 0, $"AtomicParsley: {result.Error}");
        return Encoding.UTF8.GetString(result.Output).TrimStart('\uFEFF').Split('\n');
    });

    /// <summary>What ffprobe shows of file, streams and chapters, by its flat names.</summary>
    public static Dictionary<string, string> ReadByFfprobe(byte[] audio) =>
        AudioTools.WithFile(audio, ".m4b", ReadByFfprobe);

    /// <summary>The same of a file that is there already.</summary>
    public static Dictionary<string, string> ReadByFfprobe(string file)
    {
        ToolResult result = AudioTools.Run(
            "ffprobe", "-v", "error", "-show_format", "-show_streams", "-show_chapters", "-of", "flat", file);
        Assert.True(result.ExitCode == 0 && result.Error.Length == 0, $"ffprobe: {result.Error}");
        return Encoding.UTF8.GetString(result.Output).Split('\n').Where(line => line.Contains('='))
            .ToDictionary(
                line => line.Substring(0, line.IndexOf('=')), line => line.Substring(line.IndexOf('=') + 1).Trim('"'));
    }
}
