using System.Management.Automation;
using CometSpeech.Core.Api.Failures;
using CometSpeech.Core.Planning;
using CometSpeech.Core.Running;
using CometSpeech.Errors;

namespace CometSpeech.Running;

/// <summary>
/// Counts the targets that were not tried, or failed for the same reason as one before them: one error tells of all.
/// </summary>
internal sealed class GivenUpTargets
{
    private readonly Dictionary<ServiceException, Group> _groups = [];

    /// <summary>Takes a failed target in.</summary>
    /// <returns>False for the first with a cause: it needs an error of its own.</returns>
    public bool TryAdd(TargetFailedException failed)
    {
        if (failed.InnerException is not ServiceException { Reach: not FailureReach.Request } cause)
        {
            return false;
        }

        Target target = failed.Plan.Target;
        if (!_groups.TryGetValue(cause, out Group? group))
        {
            _groups.Add(cause, new Group(target.Name));
            return false;
        }

        group.Names.Add(target.Name);
        if (target.OutFile is { } path)
        {
            group.Paths.Add(path);
        }

        return true;
    }

    /// <summary>One error for each cause that more than one target had; they are forgotten then.</summary>
    public IReadOnlyList<ErrorRecord> TakeErrors()
    {
        ErrorRecord[] errors =
        [
            .. _groups
                .Where(group => group.Value.Names.Count > 0)
                .Select(group => RunErrors.RestNotTried(
                    group.Key, group.Value.First, group.Value.Names, group.Value.Paths)),
        ];
        _groups.Clear();
        return errors;
    }

    private sealed class Group(string first)
    {
        public string First => first;

        public List<string> Names { get; } = [];

        public List<string> Paths { get; } = [];
    }
}
