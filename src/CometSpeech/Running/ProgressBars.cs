using System.Diagnostics;
using System.Management.Automation;
using CometSpeech.Core.Api.Pacing;
using CometSpeech.Core.Running;

namespace CometSpeech.Running;

/// <summary>
/// One bar for the run and, where it has several files, one for the file at hand; none when the work takes less than a
/// moment.
/// </summary>
internal sealed class ProgressBars(Cmdlet cmdlet)
{
    private const int RunId = 1;
    private const int FileId = 2;

    // What takes less flashes up and is gone before it can be read.
    private static readonly TimeSpan s_moment = TimeSpan.FromSeconds(1);

    // PowerShell draws its bars no more often.
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);

    private readonly Stopwatch _elapsed = Stopwatch.StartNew();
    private TimeSpan _next = s_moment;
    private bool _isShown;
    private string? _shownFile;

    /// <summary>Shows where the run stands and what it waits for, at most a few times a second.</summary>
    /// <param name="progress">Where it stands.</param>
    /// <param name="wait">What it waits for.</param>
    /// <param name="heard">How much of the file at hand was heard; null where nothing is played.</param>
    public void Update(RunProgress progress, RequestWait? wait, TimeSpan? heard)
    {
        if (_elapsed.Elapsed < _next)
        {
            return;
        }

        _next = _elapsed.Elapsed + s_interval;
        // The wait is told in words, and nobody knows the pace after it.
        bool isPaceKnown = progress.AllKnown && !ProgressText.IsShown(wait);
        cmdlet.WriteProgress(
            new ProgressRecord(RunId, ProgressText.Activity, ProgressText.DescribeRun(progress, wait, heard))
            {
                PercentComplete = progress.AllKnown ? Percent(progress.CharactersDone, progress.Characters) : -1,
                SecondsRemaining = heard is null && isPaceKnown ? SecondsLeft(progress) : -1,
            });
        _isShown = true;
        UpdateFile(progress);
    }

    /// <summary>Takes the bars away.</summary>
    public void Complete()
    {
        CompleteFile();
        if (_isShown)
        {
            cmdlet.WriteProgress(
                new ProgressRecord(RunId, ProgressText.Activity, "done") { RecordType = ProgressRecordType.Completed });
            _isShown = false;
        }
    }

    private void UpdateFile(RunProgress progress)
    {
        if (!ProgressText.HasFileBar(progress))
        {
            CompleteFile();
            return;
        }

        string name = progress.CurrentName!;
        cmdlet.WriteProgress(new ProgressRecord(FileId, name, ProgressText.DescribeFile(progress))
        {
            ParentActivityId = RunId,
            PercentComplete = Percent(progress.CurrentCharactersDone, progress.CurrentCharacters),
        });
        _shownFile = name;
    }

    private void CompleteFile()
    {
        if (_shownFile is { } name)
        {
            cmdlet.WriteProgress(new ProgressRecord(FileId, name, "done")
            {
                ParentActivityId = RunId,
                RecordType = ProgressRecordType.Completed,
            });
            _shownFile = null;
        }
    }

    // By the pace of what was fetched: parts of an earlier run took no time and say nothing.
    private int SecondsLeft(RunProgress progress)
    {
        if (progress.CharactersFetched == 0)
        {
            return -1;
        }

        long left = progress.Characters - progress.CharactersDone;
        double seconds = _elapsed.Elapsed.TotalSeconds * left / progress.CharactersFetched;
        return (int)Math.Min(Math.Ceiling(seconds), int.MaxValue);
    }

    private static int Percent(long done, long all) => all == 0 ? 0 : (int)(100 * done / all);
}
