using System.Globalization;
using System.Management.Automation;
using CometSpeech.Commands;
using CometSpeech.Core.Captions;
using CometSpeech.Core.Planning;

namespace CometSpeech.Running;

/// <summary>Asks before a target is paid for, or tells what it would take: <c>-WhatIf</c>, <c>-Confirm</c>.</summary>
/// <param name="command">The cmdlet.</param>
internal sealed class TargetApproval(ConvertToSpeechCommand command)
{
    private long _approved;

    /// <summary>The most characters that the command may pay for.</summary>
    public long CharacterLimit { get; } = command.CharacterLimit ?? long.MaxValue;

    /// <summary>Whether it may be started; always false under <c>-WhatIf</c>.</summary>
    public bool Ask(TargetPlan plan)
    {
        Target target = plan.Target;
        string voices = string.Join(", ", target.Segments.Select(segment => segment.Voice).Distinct());
        string models = string.Join(", ", target.Segments.Select(segment => segment.Model).Distinct());
        string requests = Counted.Of(plan.Requests.Count, "request", "requests");
        string characters = Counted.Of(plan.PaidCharacters, "character", "characters");
        string chapters =
            plan.Chapters.Count == 0 ? "" : Counted.Of(plan.Chapters.Count, "chapter", "chapters") + ", ";
        string files = string.Join(
            ", ", [target.Name, .. target.Subtitles.Select(format => SubtitleFormats.GetPath(target.Name, format))]);
        string description = $"{requests}, {characters}, {chapters}{models}, {voices} -> {files}";
        bool isApproved = command.ShouldProcess(
            description, description + "?", "Send paid requests", out ShouldProcessReason reason);
        if (reason == ShouldProcessReason.WhatIf)
        {
            WarnOfLimit(plan);
        }

        return isApproved;
    }

    // Nothing is looked for on disk under -WhatIf, so this counts what is to be paid when nothing is there yet.
    private void WarnOfLimit(TargetPlan plan)
    {
        long left = CharacterLimit - _approved;
        if (plan.PaidCharacters <= left)
        {
            _approved += plan.PaidCharacters;
            return;
        }

        command.WriteWarning(
            $"'{plan.Target.Name}' would be refused: it takes "
                + $"{Counted.Of(plan.PaidCharacters, "character", "characters")} if nothing of it is there yet, and "
                + string.Format(CultureInfo.CurrentCulture, "-CharacterLimit leaves {0:N0}.", left));
    }
}
