using System.Globalization;
using System.Management.Automation;
using System.Text;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Captions;
using CometSpeech.Core.Files;
using CometSpeech.Core.Parts;
using CometSpeech.Errors;

namespace CometSpeech.Output.Files;

/// <summary>
/// Knows what a command reads and writes. Refuses a file that is named twice, and one that is a source of the command's
/// texts; gathers those that <c>-NoClobber</c> leaves alone.
/// <para>
/// What is guaranteed: no file is written over that any text of the command came from, before it or after it. Through
/// the pipeline a later text is not known when an earlier one is complete; so a file that is there and is no audio may
/// be a source still to come (<see cref="MayBeSource"/>), and is not begun before the input has ended.
/// </para>
/// </summary>
/// <param name="options">What holds for all targets.</param>
/// <param name="streams">Hears errors and warnings.</param>
/// <param name="fileNames">Tells whether two full paths are one file.</param>
internal sealed class TargetFiles(TargetOptions options, IMessageStreams streams, StringComparer fileNames)
{
    // Of the files that were left alone: enough to know which folder it is about, few enough for two lines.
    private const int NamedFiles = 3;

    private readonly SourceFiles _sources = new(fileNames);
    private readonly HashSet<string> _outFiles = new(fileNames);
    private readonly List<(ErrorRecord Error, string ShownName)> _existing = [];
    private int _count;

    /// <summary>Whether no other source comes.</summary>
    public bool AreSourcesKnown { get; set; }

    /// <summary>Adds a file that texts come from, by its full path.</summary>
    public void AddSource(string path) => _sources.Add(path);

    /// <summary>Whether this command has named a file before, by its full path.</summary>
    public bool IsNamed(string path) => _outFiles.Contains(Final(path));

    /// <summary>Takes a file in, and says why it cannot be made, if it cannot.</summary>
    public void Add(RecordGroup group)
    {
        _count++;
        if (group.Path is { } path && !_outFiles.Add(Final(path)))
        {
            group.Error = OutputErrors.Repeated(path, group.FirstSource, options.OutDirectory is not null);
        }

        // a.mp3 and a.wav would have the same captions.
        foreach (string subtitles in SubtitlesOf(group))
        {
            if (!_outFiles.Add(Final(subtitles)))
            {
                group.Error ??= OutputErrors.SubtitlesRepeated(group.ShownName, group.Path!, subtitles);
            }
        }

        if (group.Error is not { } error)
        {
            return;
        }

        // A folder that was finished before is one thing to say, not thousands.
        if (options.OutFile is null && error.FullyQualifiedErrorId == OutputErrors.ExistsId)
        {
            string existing = ShownNameOf(group, (string)error.TargetObject);
            _existing.Add((error, existing));
            streams.WriteVerbose($"'{existing}' exists already.");
        }
        else
        {
            streams.WriteError(error);
        }
    }

    /// <summary>Refuses a file that would be written over a source that is known; false when there is none.</summary>
    public bool RefuseSource(RecordGroup group)
    {
        // A text that was typed has no file: then the system is asked nothing.
        if (group.Path is not { } path || _sources.IsEmpty)
        {
            return false;
        }

        // Whatever else is written for a file belongs here.
        string[] files = [path, .. SubtitlesOf(group)];
        string?[] all =
            [.. files, .. files.Select(OutputFile.UnfinishedPathOf), PartFolder.Of(path).FullName, options.CachePath];
        foreach (string written in all.OfType<string>())
        {
            if (_sources.Find(written) is { } source)
            {
                bool isCache = written == options.CachePath;
                group.Error = OutputErrors.IsInput(group.ShownName, path, written, source, isCache);
                streams.WriteError(group.Error);
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Refuses to replace what is neither audio by its content nor named as such; false when there is none, or
    /// <c>-Force</c> allows it. A table whose rows are spoken, or a text that a script read, does not tell its file:
    /// this keeps it.
    /// </summary>
    public bool RefuseDocument(RecordGroup group)
    {
        if (options.Force
            || group.Path is not { } path
            || AudioContainers.FromExtension(Path.GetExtension(path)) is not null
            || (group.Format.Container == AudioContainer.Pcm && !FileFormat.IsForeign(path))
            || !HoldsOtherThanAudio(path))
        {
            return false;
        }

        group.Error = OutputErrors.NotAudio(
            group.ShownName, path, AudioContainers.GetExtension(group.Format.Container));
        streams.WriteError(group.Error);
        return true;
    }

    /// <summary>Whether a source still to come may be the file that is to be replaced.</summary>
    public bool MayBeSource(RecordGroup group) =>
        !AreSourcesKnown
            && group.Path is { } path
            && (HoldsOtherThanAudio(path) || SubtitlesOf(group).Any(HoldsOtherThanAudio));

    private IEnumerable<string> SubtitlesOf(RecordGroup group) => group.Path is { } path
        ? options.Subtitles.Select(format => SubtitleFormats.GetPath(path, format))
        : [];

    // Raw samples have no mark: those are known by the name.
    private static bool HoldsOtherThanAudio(string path)
    {
        // As a rule nothing is there: an exception for each target would cost more than the question.
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            byte[] head = new byte[AudioProbe.HeadLength];
            const FileShare shared = FileShare.ReadWrite | FileShare.Delete;
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, shared, bufferSize: 1);
            int count = file.Read(head, 0, head.Length);
            return count > 0
                && AudioFormats.FromExtension(Path.GetExtension(path)) != AudioFormat.Pcm
                && AudioProbe.Detect(head, count, AudioFormat.Flac) is null
                && !IsMp4Audio(head, count);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What this command may not read is no source of its either.
            return false;
        }
    }

    // ISO/IEC 14496-12, 4.3: the file type box is the first one, its brand tells whether there is video.
    private static bool IsMp4Audio(byte[] head, int count) =>
        count >= 12 && Encoding.ASCII.GetString(head, 4, 8) is "ftypM4A " or "ftypM4B ";

    /// <summary>
    /// Ends the input: says which files were left alone. The only one is an error, as with any cmdlet.
    /// </summary>
    public void Complete()
    {
        if (_existing.Count == 0)
        {
            return;
        }

        if (_count == 1)
        {
            streams.WriteError(_existing[0].Error);
            return;
        }

        string named = string.Join(", ", _existing.Take(NamedFiles).Select(file => $"'{file.ShownName}'"));
        int unnamed = Math.Max(0, _existing.Count - NamedFiles);
        string others = unnamed == 0
            ? ""
            : string.Format(CultureInfo.CurrentCulture, " and {0:N0} more, which -Verbose names", unnamed);
        streams.WriteWarning(string.Format(
            CultureInfo.CurrentCulture,
            "{0:N0} of {1:N0} files exist already and were left alone, as -NoClobber says: {2}{3}.",
            _existing.Count,
            _count,
            named,
            others));
    }

    // It may be the captions that are there, which lie beside the audio.
    private string ShownNameOf(RecordGroup group, string existing) => fileNames.Equals(existing, group.Path)
        ? group.ShownName
        : Path.Combine(Path.GetDirectoryName(group.ShownName) ?? "", Path.GetFileName(existing));

    // Two links to one file are one file.
    private static string Final(string path)
    {
        try
        {
            return FileLink.FinalTarget(path);
        }
        catch (IOException)
        {
            // Links in a circle, which is an error of the path itself.
            return path;
        }
    }
}
