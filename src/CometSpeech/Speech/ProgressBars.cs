using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using CometSpeech.Core.Synthesis;

namespace CometSpeech.Speech;

/// <summary>One bar for the run and one for the file at hand; none when the work takes less than a moment.</summary>
internal sealed class ProgressBars(Cmdlet cmdlet)
{
    private static readonly TimeSpan s_moment = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);

    private readonly Stopwatch _elapsed = Stopwatch.StartNew();
    private readonly ProgressRecord _run = new(1, "Converting text to speech", "…");
    private readonly ProgressRecord _file = new(2, "…", "…") { ParentActivityId = 1 };
    private TimeSpan _next = s_moment;
    private bool _isShown;
    private bool _isFileShown;

    /// <summary>Shows where the run stands, at most a few times a second.</summary>
    public void Update(SpeechProgress progress)
    {
        if (_elapsed.Elapsed < _next)
        {
            return;
        }

        _next = _elapsed.Elapsed + s_interval;
        _run.StatusDescription = string.Format(
            CultureInfo.CurrentCulture, "{0:N0} of {1:N0} files, {2:N0} of {3:N0} characters", progress.TargetsDone, progress.Targets, progress.CharactersDone, progress.Characters);
        _run.PercentComplete = Percent(progress.CharactersDone, progress.Characters);
        _run.SecondsRemaining = SecondsLeft(progress);
        cmdlet.WriteProgress(_run);
        _isShown = true;
        UpdateFile(progress);
    }

    /// <summary>Takes the bars away.</summary>
    public void Complete()
    {
        CompleteFile();
        if (_isShown)
        {
            _run.RecordType = ProgressRecordType.Completed;
            cmdlet.WriteProgress(_run);
            _isShown = false;
        }
    }

    private void UpdateFile(SpeechProgress progress)
    {
        if (progress.CurrentName is null)
        {
            CompleteFile();
            return;
        }

        _file.RecordType = ProgressRecordType.Processing;
        _file.Activity = progress.CurrentName;
        _file.StatusDescription = progress.CurrentChunksDone == progress.CurrentChunks
            ? "joining"
            : string.Format(CultureInfo.CurrentCulture, "{0:N0} of {1:N0} chunks, {2:N0} of {3:N0} characters", progress.CurrentChunksDone, progress.CurrentChunks, progress.CurrentCharactersDone, progress.CurrentCharacters);
        _file.PercentComplete = Percent(progress.CurrentCharactersDone, progress.CurrentCharacters);
        cmdlet.WriteProgress(_file);
        _isFileShown = true;
    }

    private void CompleteFile()
    {
        if (_isFileShown)
        {
            _file.RecordType = ProgressRecordType.Completed;
            cmdlet.WriteProgress(_file);
            _isFileShown = false;
        }
    }

    // By the pace of what was fetched: parts of an earlier run took no time and say nothing.
    private int SecondsLeft(SpeechProgress progress)
    {
        if (progress.CharactersFetched == 0)
        {
            return -1;
        }

        double seconds = _elapsed.Elapsed.TotalSeconds * (progress.Characters - progress.CharactersDone) / progress.CharactersFetched;
        return (int)Math.Min(Math.Ceiling(seconds), int.MaxValue);
    }

    private static int Percent(long done, long all) => all == 0 ? 0 : (int)(100 * done / all);
}
