using CometSpeech.Core.Planning;

namespace CometSpeech.Core.Parts;

/// <summary>
/// Says where the answers of a command's targets lie: in <c>&lt;OutFile&gt;.parts</c> until the file is finished, in
/// the cache if there is one, else in memory.
/// </summary>
/// <param name="cachePath">A folder in which parts of finished files stay; null for none.</param>
/// <param name="cacheLimit">The most bytes that stay there, 0 or more.</param>
internal sealed class PartStore(string? cachePath, long cacheLimit)
{
    // Some ten seconds of wav, half a minute of mp3: a short text makes no folder for the moment until it is joined,
    // and 64 requests at once hold 32 MB at most.
    private const int SmallAnswer = 512 * 1024;

    private readonly PartFolder? _cache = cachePath is null ? null : PartFolder.Cache(cachePath);
    private bool _hasWritten;

    /// <summary>
    /// Where the parts of a target lie; null when its audio is wanted as bytes and there is no cache.
    /// </summary>
    public PartFolder? FolderOf(Target target) =>
        _cache ?? (target.OutFile is null ? null : PartFolder.Of(target.OutFile));

    /// <summary>
    /// Makes the writer of an answer. The only part of a target is joined at once, so it stays in memory while it is
    /// small.
    /// </summary>
    public PartWriter CreateWriter(TargetPlan plan, PartFolder? folder, string name)
    {
        _hasWritten = true;
        return new PartWriter(folder, name, _cache is null && plan.Requests.Count == 1 ? SmallAnswer : 0);
    }

    /// <summary>Deletes the parts of the cache that were not used for the longest time, down to its limit.</summary>
    public void Trim()
    {
        if (_cache is not { Exists: true } || !_hasWritten)
        {
            return;
        }

        // What a killed process left: no answer takes a day.
        DateTime stale = DateTime.UtcNow.AddDays(-1);
        var parts = new List<FileInfo>();
        foreach (FileInfo file in new DirectoryInfo(_cache.FullName).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            if (PartFileName.TryParse(file.Name, out _))
            {
                parts.Add(file);
            }
            else if (PartFileName.IsUnfinished(file.Name) && file.LastWriteTimeUtc < stale)
            {
                PartFolder.TryDelete(file.FullName);
            }
        }

        long length = parts.Sum(part => part.Length);
        foreach (FileInfo part in parts.OrderBy(part => part.LastWriteTimeUtc).TakeWhile(_ => length > cacheLimit))
        {
            PartFolder.TryDelete(part.FullName);
            length -= part.Length;
        }
    }
}
