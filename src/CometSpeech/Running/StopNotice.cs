using System.Management.Automation;
using System.Management.Automation.Host;
using CometSpeech.Core.Running;

namespace CometSpeech.Running;

/// <summary>
/// Tells after Ctrl+C what is kept. A pipeline that is stopped takes no warning any more, so the line goes to the host
/// itself, where warnings are shown.
/// </summary>
internal sealed class StopNotice
{
    private readonly PSHostUserInterface? _host;

    private StopNotice(PSHostUserInterface? host) => _host = host;

    /// <summary>
    /// Looks, while the pipeline still runs, for the cmdlet's host, and whether the user wants to see warnings.
    /// </summary>
    public static StopNotice For(PSCmdlet cmdlet)
    {
        object? preference = cmdlet.MyInvocation.BoundParameters.TryGetValue("WarningAction", out object? given)
            ? given
            : cmdlet.GetVariableValue("WarningPreference");
        bool isShown = !LanguagePrimitives.TryConvertTo(preference, out ActionPreference action)
            || action is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
        return new StopNotice(isShown ? cmdlet.Host?.UI : null);
    }

    /// <summary>Shows what is kept of those targets, if anything is. On the pipeline thread.</summary>
    public void Write(IReadOnlyList<TargetFailedException> stopped)
    {
        if (_host is null || Describe(stopped) is not { } text)
        {
            return;
        }

        try
        {
            _host.WriteWarningLine(text);
        }
        catch (Exception e) when (e is HostException or NotImplementedException or PipelineStoppedException)
        {
            // A host that shows nothing.
        }
    }

    /// <summary>The line; null when nothing is kept.</summary>
    internal static string? Describe(IReadOnlyList<TargetFailedException> stopped)
    {
        TargetFailedException[] kept = [.. stopped.Where(target => target.KeptParts > 0)];
        if (kept.Length == 0)
        {
            return null;
        }

        string parts = kept.Length == 1
            ? $"{kept[0].KeptParts:N0} of {Counted.Of(kept[0].Plan.Requests.Count, "part", "parts")} of "
                + $"'{kept[0].Plan.Target.Name}' {(kept[0].KeptParts == 1 ? "is" : "are")} kept "
                + $"in '{kept[0].PartsFolder}'."
            : $"{Counted.Of(kept.Sum(target => target.KeptParts), "part", "parts")} of "
                + $"{Counted.Of(kept.Length, "file", "files")} are kept.";
        return $"Stopped. {parts} The same command goes on from there.";
    }
}
