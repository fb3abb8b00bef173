using System.ComponentModel;
using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Tags;

namespace CometSpeech.Benchmarks;

/// <summary>
/// Joins about 200 MB of parts from disk to disk and compares that with copying the same bytes one file after the
/// other, and with a book: pauses, chapters and tags. What the join allocates in all is an upper bound of what its
/// memory can grow by.
/// </summary>
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 2, iterationCount: 7)]
[MemoryDiagnoser(displayGenColumns: false)]
[HideColumns("Error", "StdDev", "RatioSD", "Alloc Ratio")]
public class JoinBenchmarks
{
    private const long TotalLength = 200_000_000;
    private const int PartSeconds = 120;

    // A chapter of ten minutes.
    private const int PartsPerChapter = 5;

    private string _folder = "";
    private string[] _parts = [];

    [Params(
        AudioContainer.Pcm, AudioContainer.Wav, AudioContainer.Adts, AudioContainer.M4b, AudioContainer.Mp3,
        AudioContainer.Ogg, AudioContainer.Flac)]
    public AudioContainer Container { get; set; }

    private AudioFormat Format => AudioContainers.PartsOf(Container);

    private string OutputPath => Path.Combine(_folder, "output");

    [GlobalSetup]
    public void MakeParts()
    {
        _folder = Directory.CreateTempSubdirectory("CometSpeech-join-").FullName;
        string first = Path.Combine(_folder, "part0");
        Encode(first);
        int count = (int)(TotalLength / new FileInfo(first).Length);
        _parts = [.. Enumerable.Range(0, count).Select(i => Path.Combine(_folder, $"part{i}"))];
        foreach (string part in _parts.Skip(1))
        {
            File.Copy(first, part);
        }
    }

    [GlobalCleanup]
    public void DeleteParts() => Directory.Delete(_folder, recursive: true);

    [Benchmark(Baseline = true)]
    public long Copy()
    {
        using FileStream output = Create();
        foreach (string path in _parts)
        {
            using FileStream part = File.OpenRead(path);
            part.CopyTo(output, 256 * 1024);
        }

        return output.Length;
    }

    [Benchmark]
    public async Task<long> Join()
    {
        using FileStream output = Create();
        using AudioJoiner joiner = AudioJoiner.Create(
            Format, output, new JoinOptions { Container = Container });
        foreach (string path in _parts)
        {
            using FileStream part = File.OpenRead(path);
            await joiner.AppendAsync(part, path);
        }

        return joiner.Complete().SampleCount;
    }

    [Benchmark]
    public async Task<long> JoinBook()
    {
        // Frames and samples without a container have no place for more than pauses.
        bool hasChapters = Container is not (AudioContainer.Adts or AudioContainer.Pcm);
        int chapters = hasChapters ? (_parts.Length + PartsPerChapter - 1) / PartsPerChapter : 0;
        JoinOptions options = new()
        {
            Container = Container,
            Chapters = [.. Enumerable.Range(1, chapters).Select(number => $"Chapter {number}")],
            Tags = hasChapters ? new AudioTags { Title = "A book", Authors = ["An author"] } : null,
        };
        using FileStream output = Create();
        using AudioJoiner joiner = AudioJoiner.Create(Format, output, options);
        List<TimeSpan> starts = [];
        for (int i = 0; i < _parts.Length; i++)
        {
            if (i > 0)
            {
                joiner.AppendSilence(TimeSpan.FromMilliseconds(i % PartsPerChapter == 0 ? 1000 : 400));
            }

            using FileStream part = File.OpenRead(_parts[i]);
            await joiner.AppendAsync(part, _parts[i]);
            if (hasChapters && i % PartsPerChapter == 0)
            {
                starts.Add(joiner.PartStart);
            }
        }

        return joiner.Complete(starts).SampleCount;
    }

    private FileStream Create() => new(OutputPath, FileMode.Create, FileAccess.ReadWrite);

    // Pink noise under a slow swell: as hard to compress as speech, and no two frames alike.
    private void Encode(string path)
    {
        string codec = Format switch
        {
            AudioFormat.Mp3 => "-c:a libmp3lame -b:a 160k -f mp3",
            AudioFormat.Opus => "-c:a libopus -b:a 64k -f opus",
            AudioFormat.Aac => "-c:a aac -b:a 128k -f adts",
            AudioFormat.Flac => "-c:a flac -f flac",
            AudioFormat.Wav => "-c:a pcm_s16le -f wav",
            _ => "-c:a pcm_s16le -f s16le",
        };
        string noise = $"anoisesrc=color=pink:sample_rate=24000:seed=1:duration={PartSeconds}";
        string source = $"-f lavfi -i {noise} -af tremolo=f=0.5:d=0.9 -ac 1";
        try
        {
            using Process ffmpeg = Process.Start(
                new ProcessStartInfo("ffmpeg", $"-v error -nostdin {source} {codec} {path}"))!;
            ffmpeg.WaitForExit();
            if (ffmpeg.ExitCode != 0)
            {
                throw new InvalidOperationException($"ffmpeg could not encode {Format}.");
            }
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException(
                "These benchmarks need ffmpeg with libmp3lame and libopus to make their parts; it is not on the path.",
                e);
        }
    }
}
