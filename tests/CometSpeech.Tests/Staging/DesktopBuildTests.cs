using System.Management.Automation;
using System.Text.RegularExpressions;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Staging;

/// <summary>
/// The build that Windows PowerShell gets, tried in the engine that is here. A process can hold one build, so it takes
/// a run of its own.
/// </summary>
public sealed class DesktopBuildTests
{
    private static readonly string[] s_namespaces =
        ["Api", "Commands", "Errors", "Input", "Keys", "Output", "Parts", "Running"];

    [SkippableFact]
    [Trait("Wine", "no")] // No SDK is there.
    public async Task The_build_for_Windows_PowerShell_passes_the_same_tests()
    {
        Skip.IfNot(ModuleSession.Framework is null, "This is that run.");
        string filter = string.Join('|', [
            .. s_namespaces.Select(name => $"FullyQualifiedName~CometSpeech.Tests.{name}."),
            "FullyQualifiedName~The_commands_come_from",
        ]);

        ChildProcess run = await ChildProcess.DotnetAsync(
            ["test", typeof(DesktopBuildTests).Assembly.Location, "--filter", $"({filter})&Build!={StagedModule.Core}"],
            (ModuleSession.FrameworkVariable, StagedModule.Desktop));

        Assert.True(run.ExitCode == 0, FailuresIn(run.Output) + run.Output);
        Assert.Matches("Passed: +[1-9][0-9]{2}", run.Output);
    }

    // First of all: pipelines keep the beginning of a message, where the names of skipped tests stand.
    private static string FailuresIn(string output)
    {
        string[] failures = [.. Regex.Matches(output, @"^  Failed .*\n(?:(?!  (?:Failed|Passed|Skipped) |\[).*\n)*",
            RegexOptions.Multiline).Select(failure => failure.Value)];
        return string.Concat(failures.Select(failure => failure[..(failure.IndexOf('\n') + 1)]).Concat(failures));
    }

    [Fact]
    public void The_commands_come_from_the_build_that_is_tested()
    {
        using ModuleSession session = new();

        CmdletInfo command = Assert.IsType<CmdletInfo>(session.Run("Get-Command ConvertTo-Speech").Single().BaseObject);

        Assert.Equal(
            StagedModule.CmdletsPath(ModuleSession.Framework ?? StagedModule.Core),
            command.ImplementingType.Assembly.Location);
    }
}
