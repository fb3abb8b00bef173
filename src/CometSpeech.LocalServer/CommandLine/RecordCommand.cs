using System.CommandLine;
using System.IO.Compression;
using CometSpeech.LocalServer.Engines;
using CometSpeech.LocalServer.Protocol;

namespace CometSpeech.LocalServer.CommandLine;

/// <summary>Makes the files of the Recordings folder again, with ffmpeg; the repository carries the result.</summary>
internal sealed class RecordCommand : Command
{
    private static readonly DateTimeOffset s_entryTime = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Argument<DirectoryInfo> _folder =
        new("folder") { Description = "The Recordings folder of this project." };

    public RecordCommand()
        : base("record", "Makes the recordings again that the server carries for machines without ffmpeg.")
    {
        Arguments.Add(_folder);
        SetAction(RunAsync);
    }

    private async Task RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string folder = arguments.GetRequiredValue(_folder).FullName;
        await RecordSampleAsync(folder, cancellationToken);
        await RecordTonesAsync(folder, cancellationToken);
    }

    private static async Task RecordSampleAsync(string folder, CancellationToken cancellationToken)
    {
        FliteEngine engine = new();
        foreach (string format in ResponseFormats.Names.Where(format => format != "pcm"))
        {
            for (int i = 0; i < Recordings.SampleTexts.Count; i++)
            {
                SpeechRequest request = new(
                    "tts-1", Recordings.SampleTexts[i], RecordedEngine.RecordedVoice, format, 1);
                SpeechAudio audio = await engine.SpeakAsync(request, cancellationToken);
                await File.WriteAllBytesAsync(
                    Path.Combine(folder, RecordedEngine.FileName(i, format)),
                    audio.Content.ToArray(),
                    cancellationToken);
            }
        }
    }

    private static async Task RecordTonesAsync(string folder, CancellationToken cancellationToken)
    {
        await using FileStream file = File.Create(Path.Combine(folder, Recordings.Tones));
        using ZipArchive archive = new(file, ZipArchiveMode.Create);
        foreach (string format in ResponseFormats.Names.Except(["wav", "pcm"]))
        {
            for (int number = 0; number < Tone.Count; number++)
            {
                byte[] audio = await Ffmpeg.RunAsync(
                    ["-f", "s16le", "-ar", "24000", "-ac", "1", "-i", "pipe:0", .. Ffmpeg.OutputArguments(format)],
                    folder,
                    Tone.Pcm(number),
                    cancellationToken);
                ZipArchiveEntry entry = archive.CreateEntry(
                    ToneEngine.EntryName(number, format), CompressionLevel.SmallestSize);
                entry.LastWriteTime = s_entryTime;
                using Stream stream = entry.Open();
                await stream.WriteAsync(audio, cancellationToken);
            }
        }
    }
}
