using System.Globalization;
using CometSpeech.Core.Api.Pacing;
using CometSpeech.Core.Running;
using CometSpeech.Running;

namespace CometSpeech.UnitTests.Running;

public sealed class ProgressTextTests : IDisposable
{
    // What PowerShell's minimal view leaves for the status in 40 columns, with this title and a time left of two
    // digits.
    private const int Narrow = 26;

    private static readonly RunProgress s_oneFile = new(
        AllKnown: true,
        Targets: 1,
        TargetsDone: 0,
        Characters: 1711,
        CharactersDone: 336,
        CharactersFetched: 336,
        CurrentName: "notes.mp3",
        CurrentChunks: 40,
        CurrentChunksDone: 8,
        CurrentCharacters: 1711,
        CurrentCharactersDone: 336);

    private static readonly RunProgress s_tenFiles =
        s_oneFile with { Targets = 10, TargetsDone = 3, Characters = 18072, CharactersDone = 5758 };

    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;

    public ProgressTextTests() => CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

    public void Dispose() => CultureInfo.CurrentCulture = _culture;

    [Fact]
    public void One_file_has_one_bar_that_counts_its_chunks()
    {
        Assert.False(ProgressText.HasFileBar(s_oneFile));
        string text = ProgressText.DescribeRun(s_oneFile, null);
        Assert.Equal("8 of 40 chunks, 336 of 1,711 characters", text);
        Assert.Contains("8 of 40 chunks", text[..Narrow], StringComparison.Ordinal);
    }

    [Fact]
    public void Several_files_have_a_bar_for_the_run_and_one_for_the_file_at_hand()
    {
        Assert.True(ProgressText.HasFileBar(s_tenFiles));
        Assert.Equal("3 of 10 files, 5,758 of 18,072 characters", ProgressText.DescribeRun(s_tenFiles, null));
        Assert.Equal("8 of 40 chunks", ProgressText.DescribeFile(s_tenFiles));
    }

    [Fact]
    public void As_long_as_records_come_in_no_share_is_told()
    {
        RunProgress open = s_oneFile with { AllKnown = false };

        Assert.True(ProgressText.HasFileBar(open));
        Assert.Equal("0 files, 336 characters so far", ProgressText.DescribeRun(open, null));
    }

    [Fact]
    public void What_is_there_is_being_joined()
    {
        RunProgress joining = s_oneFile with { CurrentChunksDone = 40, CharactersDone = 1711 };

        Assert.Equal("joining 40 chunks, 1,711 of 1,711 characters", ProgressText.DescribeRun(joining, null));
    }

    [Fact]
    public void What_is_heard_stands_first_and_of_how_much_when_all_of_it_is_there()
    {
        RunProgress there = s_oneFile with
        {
            CurrentChunksDone = 40, CharactersDone = 1711, CurrentDuration = new TimeSpan(1, 2, 3),
        };

        Assert.Equal("heard 00:12, 8 of 40 chunks, 336 of 1,711 characters", Describe(s_oneFile, 12.9));
        Assert.Equal("heard 01:40 of 1:02:03, 1,711 of 1,711 characters", Describe(there, 100));
        // With pauses that were put in.
        Assert.Equal("heard 1:02:04 of 1:02:04, 1,711 of 1,711 characters", Describe(there, 3724));

        static string Describe(RunProgress progress, double heard) =>
            ProgressText.DescribeRun(progress, null, TimeSpan.FromSeconds(heard));
    }

    [Fact]
    public void When_all_is_over_no_file_is_at_hand()
    {
        RunProgress over = s_oneFile with { TargetsDone = 1, CharactersDone = 1711, CurrentName = null };

        Assert.False(ProgressText.HasFileBar(over));
        Assert.Equal("1 of 1 file, 1,711 of 1,711 characters", ProgressText.DescribeRun(over, null));
    }

    [Theory]
    [InlineData(28.2, true, "waiting 29 s (limit)")]
    [InlineData(4, false, "waiting 4 s (retry)")]
    [InlineData(120, true, "waiting 120 s (limit)")]
    [InlineData(121, true, "waiting 3 min (limit)")]
    public void A_wait_stands_first_with_its_reason_and_length(double seconds, bool isForLimit, string expected)
    {
        var wait = new RequestWait(TimeSpan.FromSeconds(seconds), isForLimit);

        string text = ProgressText.DescribeRun(s_oneFile, wait);

        Assert.Equal($"{expected}, 8 of 40 chunks, 336 of 1,711 characters", text);
        Assert.InRange(expected.Length, 1, Narrow);
    }

    [Fact]
    public void A_wait_under_a_second_is_not_worth_a_word()
    {
        var wait = new RequestWait(TimeSpan.FromSeconds(0.9), IsForLimit: true);

        Assert.False(ProgressText.IsShown(wait));
        Assert.StartsWith("8 of 40", ProgressText.DescribeRun(s_oneFile, wait), StringComparison.Ordinal);
    }
}
