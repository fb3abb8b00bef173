using CometSpeech.Fuzz;
using CometSpeech.Fuzz.Targets;

namespace CometSpeech.UnitTests.Fuzz;

/// <summary>
/// A short run of tests/CometSpeech.Fuzz, always of the same inputs: every reader of foreign bytes still keeps its
/// promises, and every target still reads what it is there for.
/// </summary>
public sealed class FuzzTargetTests
{
    // Some seconds for all targets; long runs are made by hand.
    private const int Inputs = 300;

    public static TheoryData<string> Targets => [.. FuzzTargets.All().Select(target => target.Name)];

    [Theory, MemberData(nameof(Targets))]
    public void Foreign_bytes_are_read_or_refused(string name)
    {
        FuzzTarget target = FuzzTargets.All().Single(target => target.Name == name);

        // How long an input takes is looked at by hand: other tests run beside this one.
        FuzzRun run = new(target, seed: 1, longest: TimeSpan.MaxValue, findsPath: null);
        FuzzFigures figures = run.Run(Inputs, TimeSpan.MaxValue, null);

        Assert.True(
            figures.Finds.Count == 0,
            string.Join('\n', figures.Finds.Select(
                find => $"{find.Signature}\n{find.Description}\n{Convert.ToBase64String(find.Input)}")));
        Assert.True(figures.Inputs >= Inputs);
        Assert.InRange(figures.Accepted, 1, figures.Inputs);
    }
}
