namespace CometSpeech.Core.Running.State;

/// <summary>The targets and parts of a run that are not over, and how far it is. Touched by the loop only.</summary>
internal sealed class RunState
{
    private readonly List<TargetState> _targets = [];
    private readonly Dictionary<string, PartState> _parts = new(StringComparer.Ordinal);
    private bool _isComplete;
    private int _added;
    private int _over;
    private long _characters;
    private long _charactersOver;
    private long _charactersPaidOver;

    /// <summary>In the order of the input.</summary>
    public IReadOnlyList<TargetState> Targets => _targets;

    /// <summary>Whether a target was not finished.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Takes a target in; parts that it shares with others are the same objects.</summary>
    public void Add(TargetState target)
    {
        _targets.Add(target);
        _added++;
        _characters += target.Plan.Characters;
        for (int i = 0; i < target.Parts.Length; i++)
        {
            string name = target.Plan.Requests[i].PartName;
            if (!_parts.TryGetValue(name, out PartState? part))
            {
                part = new PartState(name, target.Plan.Requests[i].Range.Length);
                _parts.Add(name, part);
            }

            target.Parts[i] = part;
            part.Users.Add((target, i));
            if (part.Status == PartStatus.There)
            {
                target.Take(i);
            }
        }
    }

    /// <summary>No target comes after those that were added.</summary>
    public void CompleteAdding() => _isComplete = true;

    /// <summary>Gives back the parts of a target.</summary>
    /// <param name="target">The target.</param>
    /// <param name="budget">Takes back what was counted for those that nobody needs.</param>
    /// <returns>Those that no other target needs; they are forgotten.</returns>
    public IReadOnlyList<PartState> Release(TargetState target, CharacterBudget budget)
    {
        var unneeded = new List<PartState>();
        for (int i = 0; i < target.Parts.Length; i++)
        {
            PartState part = target.Parts[i];
            if (part.Users.RemoveAll(user => user.Target == target) > 0 && part.Users.Count == 0)
            {
                _parts.Remove(part.Name);
                budget.GiveBack(part);
                unneeded.Add(part);
            }
        }

        return unneeded;
    }

    /// <summary>A part has served the only target that needed it; one of the same name is asked for anew.</summary>
    public void Forget(PartState part) => _parts.Remove(part.Name);

    /// <summary>A target is over; its parts have been given back.</summary>
    public void Remove(TargetState target, bool isFinished)
    {
        _targets.Remove(target);
        _over++;
        _charactersOver += target.Plan.Characters;
        _charactersPaidOver += target.CharactersPaid;
        HasFailed |= !isFinished;
    }

    /// <summary>
    /// The request to send next: of the first target that has one, the first in the order of its text.
    /// </summary>
    public (TargetState Target, int Request)? NextRequest()
    {
        foreach (TargetState target in _targets)
        {
            // What an earlier target finds may serve the later ones too: they must not pay for it meanwhile.
            if (!target.IsOpened || (!target.IsLetIn && target.Failure is null))
            {
                return null;
            }

            if (target.NextRequest() is { } request)
            {
                return (target, request);
            }
        }

        return null;
    }

    /// <summary>How far the run is.</summary>
    public RunProgress ToProgress()
    {
        TargetState? current = _targets.FirstOrDefault();
        return new RunProgress(
            _isComplete,
            _added,
            _over,
            _characters,
            _charactersOver + _targets.Sum(target => target.CharactersThere),
            _charactersPaidOver + _targets.Sum(target => target.CharactersPaid),
            current?.Plan.Target.Name,
            current?.Plan.Chunks.Count ?? 0,
            current?.ChunksThere ?? 0,
            current?.Plan.Characters ?? 0,
            current?.CharactersThere ?? 0,
            current?.DurationThere ?? TimeSpan.Zero);
    }
}
