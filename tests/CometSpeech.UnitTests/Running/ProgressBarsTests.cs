using System.Management.Automation;
using CometSpeech.Core.Running;
using CometSpeech.Running;

namespace CometSpeech.UnitTests.Running;

public class ProgressBarsTests
{
    private static readonly RunProgress s_run = new(
        AllKnown: true,
        Targets: 1,
        TargetsDone: 0,
        Characters: 1000,
        CharactersDone: 0,
        CharactersFetched: 0,
        CurrentName: "notes.mp3",
        CurrentChunks: 10,
        CurrentChunksDone: 0,
        CurrentCharacters: 1000,
        CurrentCharactersDone: 0);

    private readonly List<ProgressRecord> _records = [];
    private readonly ProgressBars _bars;
    private double _seconds;

    public ProgressBarsTests() => _bars = new ProgressBars(_records.Add, () => TimeSpan.FromSeconds(_seconds));

    [Fact]
    public void A_bar_that_says_nothing_new_is_not_drawn_again()
    {
        Watch(20, _ => s_run, _ => TimeSpan.Zero);

        Assert.Single(_records);
    }

    [Fact]
    public void While_it_is_heard_a_bar_is_drawn_once_a_second()
    {
        Watch(20, _ => s_run, seconds => TimeSpan.FromSeconds(seconds));

        Assert.InRange(_records.Count, 18, 20);
        Assert.StartsWith("heard 00:01, ", _records[0].StatusDescription, StringComparison.Ordinal);
        Assert.StartsWith("heard 00:02, ", _records[1].StatusDescription, StringComparison.Ordinal);
    }

    [Fact]
    public void What_changes_is_shown_within_a_second()
    {
        Watch(5.5, seconds => s_run with { CurrentChunksDone = seconds < 4.2 ? 0 : 3 }, _ => null);

        Assert.Equal(2, _records.Count);
        Assert.StartsWith("3 of 10 chunks", _records[1].StatusDescription, StringComparison.Ordinal);
    }

    // PowerShell draws the first of the two at once, and the second one with the next record.
    [Fact]
    public void The_bar_of_the_file_at_hand_is_written_once_more()
    {
        Watch(20, _ => s_run with { Targets = 3 }, _ => null);

        Assert.Equal([1, 2, 1, 2], _records.Select(record => record.ActivityId));
        Assert.Equal("0 of 10 chunks", _records[3].StatusDescription);
    }

    [Fact]
    public void Bars_that_are_taken_away_come_again_with_the_next_work()
    {
        Watch(3, _ => s_run with { Targets = 3 }, _ => null);
        _bars.Complete();
        Assert.All(
            _records.Skip(_records.Count - 2),
            record => Assert.Equal(ProgressRecordType.Completed, record.RecordType));
        _records.Clear();

        Watch(3, _ => s_run with { Targets = 3 }, _ => null);

        Assert.Equal([1, 2, 1, 2], _records.Select(record => record.ActivityId));
    }

    private void Watch(double seconds, Func<double, RunProgress> progress, Func<double, TimeSpan?> heard)
    {
        for (double end = _seconds + seconds; _seconds < end; _seconds += 0.05)
        {
            _bars.Update(progress(_seconds), null, heard(_seconds));
        }
    }
}
