using CometSpeech.Core.Captions;
using CometSpeech.Core.Files;
using CometSpeech.Core.Planning;

namespace CometSpeech.Core.Running.Joining;

/// <summary>
/// The files of a target in the making: the audio and, beside it, its captions. Disposed without <see cref="Commit"/>
/// they leave nothing.
/// </summary>
internal sealed class TargetOutput : IDisposable
{
    private readonly List<(SubtitleFormat Format, string Path, OutputFile File)> _subtitles = [];

    private TargetOutput(OutputFile audio) => Audio = audio;

    /// <summary>The audio file.</summary>
    public OutputFile Audio { get; }

    /// <summary>The caption files and what they are written in.</summary>
    public IEnumerable<(SubtitleFormat Format, Stream Stream)> Subtitles =>
        _subtitles.Select(subtitle => (subtitle.Format, subtitle.File.Stream));

    /// <summary>The full paths of the caption files.</summary>
    public string[] SubtitlePaths => [.. _subtitles.Select(subtitle => subtitle.Path)];

    /// <summary>Begins the files; null when the audio is wanted as bytes.</summary>
    /// <exception cref="TargetFileException">One of them cannot be made there; none is begun.</exception>
    public static TargetOutput? Open(Target target)
    {
        if (target.OutFile is null)
        {
            return null;
        }

        var output = new TargetOutput(OutputFile.Open(target.OutFile));
        try
        {
            foreach (SubtitleFormat format in target.Subtitles)
            {
                string path = SubtitleFormats.GetPath(target.OutFile, format);
                output._subtitles.Add((format, path, OutputFile.Open(path)));
            }

            return output;
        }
        catch
        {
            output.Dispose();
            throw;
        }
    }

    /// <summary>Forgets what was written so far.</summary>
    public void Clear()
    {
        Audio.Stream.SetLength(0);
        foreach ((_, Stream stream) in Subtitles)
        {
            stream.SetLength(0);
        }
    }

    /// <summary>
    /// Puts the files in their places, the audio first. When that fails, the captions of the old one stay, too.
    /// </summary>
    /// <inheritdoc cref="OutputFile.Commit"/>
    public void Commit(bool force, bool noClobber, bool flushToDisk)
    {
        Audio.Commit(force, noClobber, flushToDisk);
        foreach ((_, _, OutputFile file) in _subtitles)
        {
            file.Commit(force, noClobber, flushToDisk);
        }
    }

    /// <summary>The message of a failure without the names that files have until they are finished.</summary>
    public string Clean(string message, Target target)
    {
        foreach ((_, string path, OutputFile file) in _subtitles)
        {
            message = message.Replace(file.Unfinished, path);
        }

        return message.Replace(Audio.Unfinished, target.OutFile);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Audio.Dispose();
        foreach ((_, _, OutputFile file) in _subtitles)
        {
            file.Dispose();
        }
    }
}
