using System.Diagnostics;
using System.Management.Automation;
using CometSpeech.Core.Api.Pacing;
using CometSpeech.Core.Running;

namespace CometSpeech.Running;

/// <summary>
/// One bar for the run and, where it has several files, one for the file at hand; none when the work takes less than a
/// moment.
/// </summary>
/// <param name="write">Shows a record: <c>WriteProgress</c> of the cmdlet.</param>
/// <param name="elapse">Tells how long the work has taken.</param>
internal sealed class ProgressBars(Action<ProgressRecord> write, Func<TimeSpan> elapse)
{
    private const int RunId = 1;
    private const int FileId = 2;

    // What takes less flashes up and is gone before it can be read.
    private static readonly TimeSpan s_moment = TimeSpan.FromSeconds(1);

    // Its texts count seconds. Nor more often, and never without a change: a drawing may lose what CursorQuery tells.
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    private TimeSpan _next = s_moment;
    private (string Run, int Percent, int Seconds, string? File) _shown;
    private bool _isShown;
    private bool _isLate;
    private string? _shownFile;
    private volatile bool _isDrawing;

    /// <summary>Whether a bar is being drawn just now; from any thread.</summary>
    public bool IsDrawing => _isDrawing;

    /// <summary>The bars of a cmdlet that begins now.</summary>
    public static ProgressBars Of(Cmdlet cmdlet)
    {
        var elapsed = Stopwatch.StartNew();
        return new ProgressBars(cmdlet.WriteProgress, () => elapsed.Elapsed);
    }

    /// <summary>Shows where the run stands and what it waits for, once a second at most.</summary>
    /// <param name="progress">Where it stands.</param>
    /// <param name="wait">What it waits for.</param>
    /// <param name="heard">How much of the file at hand was heard; null where nothing is played.</param>
    public void Update(RunProgress progress, RequestWait? wait, TimeSpan? heard)
    {
        TimeSpan elapsed = elapse();
        if (elapsed < _next)
        {
            return;
        }

        _next = elapsed + s_interval;
        // The wait is told in words, and nobody knows the pace after it.
        bool isPaceKnown = progress.AllKnown && !ProgressText.IsShown(wait);
        string? file = ProgressText.HasFileBar(progress) ? ProgressText.DescribeFile(progress) : null;
        (string Run, int Percent, int Seconds, string? File) now = (
            ProgressText.DescribeRun(progress, wait, heard),
            progress.AllKnown ? Percent(progress.CharactersDone, progress.Characters) : -1,
            heard is null && isPaceKnown ? SecondsLeft(progress, elapsed) : -1,
            file is null ? null : progress.CurrentName + "\n" + file);
        bool isChanged = !_isShown || now != _shown;
        if (!isChanged && !_isLate)
        {
            return;
        }

        _shown = now;
        // PowerShell draws the first record of a moment and keeps the next ones until another comes.
        _isLate = isChanged && file is not null;
        Draw(new ProgressRecord(RunId, ProgressText.Activity, now.Run)
        {
            PercentComplete = now.Percent,
            SecondsRemaining = now.Seconds,
        });
        _isShown = true;
        UpdateFile(progress, file);
    }

    /// <summary>Takes the bars away.</summary>
    public void Complete()
    {
        CompleteFile();
        if (_isShown)
        {
            Draw(new ProgressRecord(RunId, ProgressText.Activity, "done")
            {
                RecordType = ProgressRecordType.Completed,
            });
            _isShown = false;
        }
    }

    private void UpdateFile(RunProgress progress, string? text)
    {
        if (text is null)
        {
            CompleteFile();
            return;
        }

        string name = progress.CurrentName!;
        Draw(new ProgressRecord(FileId, name, text)
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
            Draw(new ProgressRecord(FileId, name, "done")
            {
                ParentActivityId = RunId,
                RecordType = ProgressRecordType.Completed,
            });
            _shownFile = null;
        }
    }

    private void Draw(ProgressRecord record)
    {
        _isDrawing = true;
        try
        {
            write(record);
        }
        finally
        {
            _isDrawing = false;
        }
    }

    // By the pace of what was fetched: parts of an earlier run took no time and say nothing.
    private static int SecondsLeft(RunProgress progress, TimeSpan elapsed)
    {
        if (progress.CharactersFetched == 0)
        {
            return -1;
        }

        long left = progress.Characters - progress.CharactersDone;
        double seconds = elapsed.TotalSeconds * left / progress.CharactersFetched;
        return (int)Math.Min(Math.Ceiling(seconds), int.MaxValue);
    }

    private static int Percent(long done, long all) => all == 0 ? 0 : (int)(100 * done / all);
}
