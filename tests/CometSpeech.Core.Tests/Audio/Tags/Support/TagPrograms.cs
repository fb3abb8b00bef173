using System.Globalization;
using System.Text;
using System.Text.Json;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Audio.Tags.Support;

/// <summary>What programs that are not ours read of a file's tags, chapters and cover.</summary>
internal static class TagPrograms
{
    private const string ReadScript =
        """
        import hashlib, json, sys, mutagen, base64
        from mutagen.flac import FLAC, Picture
        file = mutagen.File(sys.argv[1])
        tags, result = file.tags, {}
        pictures = list(file.pictures) if isinstance(file, FLAC) else []
        for key in tags.keys():
            if hasattr(tags, 'getall') and not isinstance(tags, list):
                frame = tags[key]
                if frame.FrameID in ('CHAP', 'CTOC'): continue
                if frame.FrameID == 'APIC': pictures.append(frame)
                else: result[frame.FrameID] = '; '.join(str(text) for text in frame.text)
            elif key.upper() == 'METADATA_BLOCK_PICTURE':
                pictures += [Picture(base64.b64decode(text)) for text in tags[key]]
            else: result[key.upper()] = '; '.join(tags[key])
        for picture in pictures:
            result['picture'] = picture.mime + ' ' + hashlib.sha256(picture.data).hexdigest()
        if hasattr(tags, 'getall') and not isinstance(tags, list):
            contents = {frame.element_id: frame for frame in tags.getall('CTOC')}
            def follow(name):
                if name not in contents: return [name]
                return [child for entry in contents[name].child_element_ids for child in follow(entry)]
            result['order'] = ' '.join(follow('toc')) if contents else ''
            result['largest'] = str(max([len(frame.child_element_ids) for frame in contents.values()], default=0))
        print(json.dumps(result))
        """;

    private const string SaveScript =
        """
        import sys, mutagen
        file = mutagen.File(sys.argv[1])
        if hasattr(file.tags, 'getall') and not isinstance(file.tags, list):
            from mutagen.id3 import TIT2
            file.tags.setall('TIT2', [TIT2(encoding=1, text=sys.argv[2])])
            file.save(v2_version=3)
        else:
            file['TITLE'] = sys.argv[2]
            file.save()
        """;

    /// <summary>The fields that ffprobe shows, by its names in lower case.</summary>
    public static Dictionary<string, string> ReadByFfprobe(byte[] audio, string extension)
    {
        JsonElement root = Ffprobe(audio, extension, "-show_format", "-show_streams", "-select_streams", "a");
        Dictionary<string, string> fields = [];
        foreach (JsonElement part in root.GetProperty("streams").EnumerateArray().Append(root.GetProperty("format")))
        {
            if (part.TryGetProperty("tags", out JsonElement tags))
            {
                foreach (JsonProperty tag in tags.EnumerateObject())
                {
                    fields[tag.Name.ToLowerInvariant()] = tag.Value.GetString()!;
                }
            }
        }

        return fields;
    }

    /// <summary>The chapters that ffprobe shows: title, start and end in milliseconds.</summary>
    public static List<(string Title, long Start, long End)> ReadChapters(byte[] audio, string extension) =>
    [
        .. Ffprobe(audio, extension, "-show_chapters").GetProperty("chapters").EnumerateArray().Select(chapter =>
            (chapter.GetProperty("tags").GetProperty("title").GetString()!,
                ToMilliseconds(chapter.GetProperty("start_time")),
                ToMilliseconds(chapter.GetProperty("end_time")))),
    ];

    /// <summary>Width and height of the cover that ffprobe shows.</summary>
    public static (int Width, int Height) ReadCoverSize(byte[] audio, string extension)
    {
        JsonElement root = Ffprobe(audio, extension, "-show_streams", "-select_streams", "v");
        JsonElement cover = root.GetProperty("streams")[0];
        return (cover.GetProperty("width").GetInt32(), cover.GetProperty("height").GetInt32());
    }

    /// <summary>The fields that exiftool shows, with the group before each name.</summary>
    public static Dictionary<string, string> ReadByExiftool(byte[] audio, string extension)
    {
        JsonElement root = AudioTools.WithFile(
            audio, extension, file => RunJson("exiftool", "-j", "-G1", file))[0];
        return root.EnumerateObject().ToDictionary(field => field.Name, field => field.Value.ValueKind switch
        {
            JsonValueKind.Array => string.Join("; ", field.Value.EnumerateArray().Select(value => value.ToString())),
            _ => field.Value.ToString(),
        });
    }

    /// <summary>The fields of the whole that MediaInfo shows.</summary>
    public static Dictionary<string, string> ReadByMediainfo(byte[] audio, string extension)
    {
        JsonElement root = AudioTools.WithFile(audio, extension, file => RunJson("mediainfo", "--Output=JSON", file));
        return root.GetProperty("media").GetProperty("track")[0].EnumerateObject()
            .ToDictionary(field => field.Name, field => field.Value.ToString());
    }

    /// <summary>
    /// The fields that mutagen shows, by frame or key; <c>picture</c>: type and SHA-256 of the cover; <c>order</c>: the
    /// chapters as the tables of contents give them; <c>largest</c>: the entries of the largest of these.
    /// </summary>
    public static Dictionary<string, string> ReadByMutagen(byte[] audio, string extension)
    {
        string json = RunPython(ReadScript, audio, extension, "").Output;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(json)!;
    }

    /// <summary>The file after mutagen has written its tags anew, with another title.</summary>
    public static byte[] ResaveByMutagen(byte[] audio, string extension, string title) =>
        RunPython(SaveScript, audio, extension, title).File;

    private static (string Output, byte[] File) RunPython(
        string script, byte[] audio, string extension, string argument) =>
        AudioTools.WithFile(audio, extension, file => AudioTools.WithFile(
            Encoding.UTF8.GetBytes(script), ".py", program =>
            {
                ToolResult result = AudioTools.RunMutagen(program, file, argument);
                return (Encoding.UTF8.GetString(result.Output), File.ReadAllBytes(file));
            }));

    private static JsonElement Ffprobe(byte[] audio, string extension, params string[] options) =>
        AudioTools.WithFile(
            audio, extension, file => RunJson("ffprobe", ["-v", "error", "-of", "json", .. options, file]));

    private static JsonElement RunJson(string program, params string[] arguments)
    {
        ToolResult result = AudioTools.Run(program, arguments);
        Assert.True(result.ExitCode == 0 && result.Error.Length == 0, $"{program}: {result.Error}");
        return JsonDocument.Parse(result.Output).RootElement;
    }

    private static long ToMilliseconds(JsonElement seconds) =>
        (long)Math.Round(decimal.Parse(seconds.GetString()!, CultureInfo.InvariantCulture) * 1000);
}
