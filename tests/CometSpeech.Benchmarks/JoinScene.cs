using CometSpeech.Benchmarks.Reporting;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Tags;

namespace CometSpeech.Benchmarks;

/// <summary>Parts of one format, made by ffmpeg, and the ways to join them.</summary>
/// <param name="container">What they become.</param>
/// <param name="folder">Where they lie.</param>
/// <param name="bytes">How many bytes in all, about.</param>
internal sealed class JoinScene(AudioContainer container, string folder, long bytes)
{
    private const int PartSeconds = 120;

    // A chapter of ten minutes.
    private const int PartsPerChapter = 5;

    private readonly string[] _parts = MakeParts(container, folder, bytes);
    private readonly string _output = Path.Combine(folder, "output");
    private readonly string _list = Path.Combine(folder, "list.txt");

    /// <summary>It takes samples without a header for nothing.</summary>
    public bool CanFfmpeg => container != AudioContainer.Pcm;

    public async Task CopyAsync()
    {
        await using FileStream output = Create();
        foreach (string path in _parts)
        {
            await using FileStream part = File.OpenRead(path);
            part.CopyTo(output, 256 * 1024);
        }
    }

    public double TimeCat() =>
        Tool.Time("sh", ["-c", "out=$1; shift; cat \"$@\" > \"$out\"", "sh", _output, .. _parts]);

    public double TimeFfmpeg()
    {
        File.WriteAllLines(_list, _parts.Select(part => $"file '{part}'"));
        string[] target = container switch
        {
            AudioContainer.Mp3 => ["-f", "mp3"],
            AudioContainer.Ogg => ["-f", "opus"],
            AudioContainer.Adts => ["-f", "adts"],
            AudioContainer.M4b => ["-bsf:a", "aac_adtstoasc", "-f", "ipod"],
            AudioContainer.Flac => ["-f", "flac"],
            _ => ["-f", "wav"],
        };
        string[] source = ["-v", "error", "-nostdin", "-y", "-f", "concat", "-safe", "0", "-i", _list];
        return Tool.Time("ffmpeg", [.. source, "-c", "copy", .. target, _output]);
    }

    public async Task JoinAsync()
    {
        await using FileStream output = Create();
        using AudioJoiner joiner = AudioJoiner.Create(
            AudioContainers.PartsOf(container), output, new JoinOptions { Container = container });
        foreach (string path in _parts)
        {
            await using FileStream part = File.OpenRead(path);
            await joiner.AppendAsync(part, path);
        }

        joiner.Complete();
    }

    public async Task JoinBookAsync()
    {
        // Frames and samples without a container have no place for more than pauses.
        bool hasChapters = container is not (AudioContainer.Adts or AudioContainer.Pcm);
        int chapters = hasChapters ? (_parts.Length + PartsPerChapter - 1) / PartsPerChapter : 0;
        JoinOptions options = new()
        {
            Container = container,
            Chapters = [.. Enumerable.Range(1, chapters).Select(number => $"Chapter {number}")],
            Tags = hasChapters ? new AudioTags { Title = "A book", Authors = ["An author"] } : null,
        };
        await using FileStream output = Create();
        using AudioJoiner joiner = AudioJoiner.Create(AudioContainers.PartsOf(container), output, options);
        List<TimeSpan> starts = [];
        for (int i = 0; i < _parts.Length; i++)
        {
            if (i > 0)
            {
                joiner.AppendSilence(TimeSpan.FromMilliseconds(i % PartsPerChapter == 0 ? 1000 : 400));
            }

            await using FileStream part = File.OpenRead(_parts[i]);
            await joiner.AppendAsync(part, _parts[i]);
            if (hasChapters && i % PartsPerChapter == 0)
            {
                starts.Add(joiner.PartStart);
            }
        }

        joiner.Complete(starts);
    }

    private FileStream Create() => new(_output, FileMode.Create, FileAccess.ReadWrite);

    private static string[] MakeParts(AudioContainer container, string folder, long bytes)
    {
        string first = Path.Combine(folder, "part0");
        Encode(AudioContainers.PartsOf(container), first);
        int count = (int)(bytes / new FileInfo(first).Length);
        string[] parts = [.. Enumerable.Range(0, count).Select(i => Path.Combine(folder, $"part{i}"))];
        foreach (string part in parts.Skip(1))
        {
            File.Copy(first, part);
        }

        return parts;
    }

    // Pink noise under a slow swell: as hard to compress as speech, and no two frames alike.
    private static void Encode(AudioFormat format, string path)
    {
        string codec = format switch
        {
            AudioFormat.Mp3 => "-c:a libmp3lame -b:a 160k -f mp3",
            AudioFormat.Opus => "-c:a libopus -b:a 64k -f opus",
            AudioFormat.Aac => "-c:a aac -b:a 128k -f adts",
            AudioFormat.Flac => "-c:a flac -f flac",
            AudioFormat.Wav => "-c:a pcm_s16le -f wav",
            _ => "-c:a pcm_s16le -f s16le",
        };
        string noise = $"anoisesrc=color=pink:sample_rate=24000:seed=1:duration={PartSeconds}";
        string[] source = ["-v", "error", "-nostdin", "-f", "lavfi", "-i", noise];
        Tool.Run("ffmpeg", [.. source, "-af", "tremolo=f=0.5:d=0.9", "-ac", "1", .. codec.Split(' '), path]);
    }
}
