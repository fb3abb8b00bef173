using CometSpeech.Core.Parts;

namespace CometSpeech.Core.Running.State;

/// <summary>
/// The state of one part in a run; equal texts of several targets wait for the same. Touched by the loop only.
/// </summary>
/// <param name="name">What it is known by.</param>
/// <param name="length">The UTF-16 units of its text.</param>
internal sealed class PartState(string name, int length)
{
    /// <summary>What it is known by.</summary>
    public string Name => name;

    /// <summary>The UTF-16 units of its text, which is what is paid for.</summary>
    public int Length => length;

    /// <summary>Where it stands.</summary>
    public PartStatus Status { get; private set; }

    /// <summary>Whether it is being fetched, or looked at.</summary>
    public bool IsComing => Status is PartStatus.Running or PartStatus.Checking;

    /// <summary>The part, when it is there.</summary>
    public Part? Part { get; private set; }

    /// <summary>The folder that it lies in, or whose target holds it in memory.</summary>
    public PartFolder? Folder { get; private set; }

    /// <summary>Whether the budget has counted it; it is not paid for twice.</summary>
    public bool IsCounted { get; set; }

    /// <summary>How often it had vanished when it was to be joined.</summary>
    public int Losses { get; private set; }

    /// <summary>How often another process was asking for it when it was to be asked for.</summary>
    public int TimesElsewhere { get; private set; }

    /// <summary>The targets that need it and are not over, with its index in their plans.</summary>
    public List<(TargetState Target, int Request)> Users { get; } = [];

    /// <summary>A file of an earlier run is looked at, or its request is sent.</summary>
    public void Begin(PartStatus status) => Status = status;

    /// <summary>It has to be asked for, by whoever comes first.</summary>
    public void Queue()
    {
        bool wasThere = Status == PartStatus.There;
        Status = PartStatus.Queued;
        Part = null;
        foreach ((TargetState target, int request) in Users)
        {
            target.Miss(request, wasThere);
        }
    }

    /// <summary>Another process is asking for it.</summary>
    public void SetAside()
    {
        TimesElsewhere++;
        Status = PartStatus.Elsewhere;
    }

    /// <summary>It has served, and is held in memory no longer.</summary>
    public void Forget()
    {
        Part = null;
        Users.Clear();
    }

    /// <summary>It was there, and its file is gone; it has to be asked for again.</summary>
    public void Lose()
    {
        Losses++;
        IsCounted = false;
        Queue();
    }

    /// <summary>It is there.</summary>
    public void Arrive(Part part, PartFolder? folder)
    {
        Status = PartStatus.There;
        Part = part;
        Folder = folder;
        foreach ((TargetState target, int request) in Users)
        {
            target.Take(request);
        }
    }
}
