using System.IO.Compression;
using CometSpeech.LocalServer.Protocol;

namespace CometSpeech.LocalServer.Engines;

/// <summary>
/// Answers every text at once with its <see cref="Tone"/>, for tests and benchmarks of order and speed.
/// </summary>
public sealed class ToneEngine : ISpeechEngine
{
    // Shared: a test run starts many servers.
    private static readonly Lazy<Dictionary<string, SpeechAudio[]>> s_tones = new(Prepare);

    private readonly Dictionary<string, SpeechAudio[]> _tones = s_tones.Value;

    /// <inheritdoc/>
    public Task<SpeechAudio> SpeakAsync(SpeechRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(_tones[request.Format][Tone.NumberFor(request.Input)]);

    /// <summary>The name of a tone in the archive.</summary>
    internal static string EntryName(int number, string format) => $"{Tone.Frequency(number)}.{format}";

    // Samples are computed; what would need an encoder was recorded from the same samples.
    private static Dictionary<string, SpeechAudio[]> Prepare()
    {
        using ZipArchive archive = new(Recordings.Open(Recordings.Tones), ZipArchiveMode.Read);
        return ResponseFormats.Names.ToDictionary(
            format => format,
            format => Enumerable.Range(0, Tone.Count)
                .Select(number => new SpeechAudio(Read(archive, number, format)))
                .ToArray());
    }

    private static byte[] Read(ZipArchive archive, int number, string format)
    {
        switch (format)
        {
            case "pcm":
                return Tone.Pcm(number);
            case "wav":
                return StreamedWav.FromPcm(Tone.Pcm(number));
            default:
                ZipArchiveEntry entry = archive.GetEntry(EntryName(number, format))!;
                using (Stream stream = entry.Open())
                {
                    byte[] content = new byte[entry.Length];
                    stream.ReadExactly(content);
                    return content;
                }
        }
    }
}
