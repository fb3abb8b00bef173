using CometSpeech.Core.Running;
using CometSpeech.Running;

namespace CometSpeech.UnitTests.Running;

public class CursorQueryTests
{
    // PowerShell's drawing returns with the terminal's answer only, and Ctrl+C has taken the first one.
    [Fact]
    public async Task A_drawing_that_waits_for_a_lost_answer_gets_another_one()
    {
        using SemaphoreSlim answer = new(0);
        using SemaphoreSlim drawing = new(0);
        double seconds = 0;
        ProgressBars bars = new(
            _ =>
            {
                drawing.Release();
                answer.Wait();
            },
            () => TimeSpan.FromSeconds(seconds += 2));
        Task drawn = Task.Run(() => bars.Update(new RunProgress(true, 1, 0, 9, 0, 0, "a", 1, 0, 9, 0), null, null));
        await drawing.WaitAsync();
        List<string> asked = [];

        CursorQuery.Repeat(() => bars.IsDrawing, text =>
        {
            asked.Add(text);
            answer.Release();
        });

        await drawn;
        Assert.Equal(["\u001B[6n"], asked);
        Assert.False(bars.IsDrawing);
    }

    [Fact]
    public void Where_nothing_is_drawn_nothing_is_asked()
    {
        ProgressBars bars = new(_ => { }, () => TimeSpan.FromSeconds(2));
        bars.Update(new RunProgress(true, 1, 0, 9, 0, 0, "a", 1, 0, 9, 0), null, null);

        CursorQuery.Repeat(() => bars.IsDrawing, _ => Assert.Fail("It was asked."));
    }
}
