using CometSpeech.Commands;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Captions;
using CometSpeech.Core.Planning;
using CometSpeech.Input;
using CometSpeech.Output.Tags;

namespace CometSpeech.Output;

/// <summary>What holds for all targets of a command.</summary>
internal sealed class TargetOptions
{
    /// <summary>The only file, named before any record came; null when records name files or none is wanted.</summary>
    public string? OutFile { get; init; }

    /// <summary>The full path of the folder for one file for each source; null when there is none.</summary>
    public string? OutDirectory { get; init; }

    /// <summary>The same folder as the user named it.</summary>
    public string? ShownDirectory { get; init; }

    /// <summary>The full path of the folder in which parts stay; null for none.</summary>
    public string? CachePath { get; init; }

    /// <summary>The format that was asked for; null when the extension decides.</summary>
    public AudioFormat? Format { get; init; }

    /// <summary>The format of what has no name of its own to tell it: as samples where it is played.</summary>
    public AudioFormat? FormatOfBytes => Format ?? (IsPlayed ? AudioFormat.Pcm : null);

    /// <summary>The format of the files of <see cref="OutDirectory"/>.</summary>
    public AudioFormat FormatOfFolder => Format ?? (IsPlayed ? AudioFormat.Wav : AudioFormat.Mp3);

    /// <summary>The most characters of one request; null for what the model takes.</summary>
    public int? MaxChunkLength { get; init; }

    /// <summary>Whether chunks end with paragraphs: a cache is to save what did not change.</summary>
    public bool EndsChunksWithParagraphs { get; init; }

    /// <summary>Whether the sound is played on this machine while it is made: <c>-Play</c>.</summary>
    public bool IsPlayed { get; init; }

    /// <summary>Whether the bytes go down the pipeline while they are made: <c>-Stream</c>; never with -Play.</summary>
    public bool IsStream { get; init; }

    /// <summary>Whether someone listens while it is made: the first requests are small then.</summary>
    public bool IsHeardMeanwhile => IsPlayed || IsStream;

    /// <summary>What is said for words; null for what is written.</summary>
    public PronunciationParameter? Pronunciation { get; init; }

    /// <summary>The pauses that are heard.</summary>
    public PauseLengths Pauses { get; init; }

    /// <summary>What the files tell of themselves.</summary>
    public TargetTags Tags { get; init; } = TargetTags.None;

    /// <summary>The captions to be written beside each file, each once; empty for none.</summary>
    public IReadOnlyList<SubtitleFormat> Subtitles { get; init; } = [];

    /// <summary>Replace read-only files too, and begin numbers at 1.</summary>
    public bool Force { get; init; }

    /// <summary>Leave existing files alone, and begin numbers at 1.</summary>
    public bool NoClobber { get; init; }

    /// <summary>The options that a command was given.</summary>
    /// <param name="command">The command.</param>
    /// <param name="outDirectory">The full path of its folder for one file for each source.</param>
    /// <param name="cachePath">The full path of its folder for parts.</param>
    public static TargetOptions Of(ConvertToSpeechCommand command, string? outDirectory, string? cachePath) => new()
    {
        OutFile = command.OutFile as string,
        OutDirectory = outDirectory,
        ShownDirectory = command.OutDirectory,
        CachePath = cachePath,
        Format = AudioFormats.FromName(command.ResponseFormat),
        MaxChunkLength = command.IsGiven(nameof(command.MaxChunkLength)) ? command.MaxChunkLength : null,
        EndsChunksWithParagraphs = cachePath is not null,
        IsPlayed = command.Play,
        IsStream = command.Stream,
        Pronunciation = PronunciationParameter.Read(command, command.Pronunciation, command.StopToken),
        Pauses = new PauseLengths(
            TimeSpan.FromMilliseconds(command.PauseMilliseconds),
            TimeSpan.FromMilliseconds(command.ParagraphPauseMilliseconds),
            TimeSpan.FromMilliseconds(command.ChapterPauseMilliseconds)),
        Tags = TargetTags.Read(command),
        Subtitles = command.Subtitle.Select(ParseSubtitle).Distinct().ToArray(),
        Force = command.Force,
        NoClobber = command.NoClobber,
    };

    private static SubtitleFormat ParseSubtitle(string name) =>
        Enum.TryParse(name, ignoreCase: true, out SubtitleFormat format)
            ? format
            : throw new ArgumentOutOfRangeException(nameof(name));
}
