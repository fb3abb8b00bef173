using CometSpeech.Core.Parts;
using CometSpeech.Core.Running.Joining;

namespace CometSpeech.Core.Running.Work;

/// <summary>What a target has on disk when it begins.</summary>
/// <param name="Output">The files in the making; null when bytes are wanted.</param>
/// <param name="Folder">Where its parts lie; null when they stay in memory.</param>
/// <param name="Left">Where a run without the cache left parts; null as a rule.</param>
/// <param name="Parts">Files of an earlier run, by the name of the part; not checked yet.</param>
internal sealed record OpenedFiles(
    TargetOutput? Output, PartFolder? Folder, PartFolder? Left, ILookup<string, string> Parts)
{
    /// <summary>Nothing.</summary>
    public static OpenedFiles None { get; } = new(null, null, null, Enumerable.Empty<string>().ToLookup(path => path));
}
