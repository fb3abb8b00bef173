using CometSpeech.Core.Planning;

namespace CometSpeech.Core.Parts;

/// <summary>
/// Says where the answers of a command's targets lie: in <c>&lt;OutFile&gt;.parts</c> until the file is finished, in
/// the cache if there is one, else in memory.
/// </summary>
/// <param name="cachePath">A folder in which parts of finished files stay; null for none.</param>
/// <param name="cacheLimit">The most bytes that stay there, 0 or more.</param>
internal sealed class PartStore(string? cachePath, long cacheLimit) : IDisposable
{
    // Some ten seconds of wav, half a minute of mp3: a short text makes no folder for the moment until it is joined.
    private const int SmallAnswer = 512 * 1024;

    // FAT keeps times to two seconds.
    private static readonly TimeSpan s_timeError = TimeSpan.FromSeconds(2);

    private readonly PartFolder? _cache = cachePath is null ? null : PartFolder.Cache(cachePath);
    private readonly DateTime _begin = DateTime.UtcNow - s_timeError;
    private readonly object _lock = new();
    private CacheUse? _use;
    private bool _isCacheWritable;

    /// <summary>
    /// Where the parts of a target lie; null when its audio is wanted as bytes and there is no cache.
    /// </summary>
    public PartFolder? FolderOf(Target target) => _cache ?? LeftFolderOf(target);

    /// <summary>Whether parts stay when their file is finished.</summary>
    public bool KeepsParts => _cache is not null;

    /// <summary>Where a run without the cache kept parts of a target; null for one without a file.</summary>
    public static PartFolder? LeftFolderOf(Target target) =>
        target.OutFile is null ? null : PartFolder.Of(target.OutFile);

    /// <summary>Makes sure that answers can be kept, before the first one is paid for.</summary>
    /// <exception cref="Files.TargetFileException">They cannot.</exception>
    public void RequireWritable(TargetPlan plan, PartFolder folder)
    {
        if (!folder.IsCache)
        {
            // A single answer stays in memory.
            if (plan.Requests.Count > 1)
            {
                folder.RequireWritable(plan.Requests[0].PartName);
            }

            return;
        }

        lock (_lock)
        {
            if (!_isCacheWritable)
            {
                folder.RequireWritable(plan.Requests[0].PartName);
                _isCacheWritable = true;
                BeginUse();
            }
        }
    }

    /// <summary>Tells other commands that parts of the cache are needed.</summary>
    public void BeginUse()
    {
        lock (_lock)
        {
            _use ??= _cache is { Exists: true } cache ? CacheUse.TryBegin(cache.FullName) : null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _use?.Dispose();

    /// <summary>
    /// Makes the writer of an answer. The only part of a target is joined at once, so it stays in memory while it is
    /// small.
    /// </summary>
    public PartWriter CreateWriter(TargetPlan plan, PartFolder? folder, string name) =>
        new(folder, name, _cache is null && plan.Requests.Count == 1 ? SmallAnswer : 0);

    /// <summary>Deletes the parts of the cache that were not used for the longest time, down to its limit.</summary>
    /// <param name="spareOwn">
    /// Whether parts that this run used stay: unfinished files need them. Those that another command may need stay
    /// always.
    /// </param>
    /// <param name="cancellationToken">Ends it early.</param>
    public void Trim(bool spareOwn, CancellationToken cancellationToken)
    {
        if (_cache is not { Exists: true })
        {
            return;
        }

        try
        {
            _use?.Dispose();
            _use = null;
            DateTime spared = CacheUse.Since(_cache.FullName) is { } since ? since - s_timeError : DateTime.MaxValue;
            spared = spareOwn && _begin < spared ? _begin : spared;
            List<FileInfo> parts = FindParts(_cache, cancellationToken);
            long length = parts.Sum(part => part.Length);
            IEnumerable<FileInfo> oldest =
                parts.Where(part => part.LastWriteTimeUtc < spared).OrderBy(part => part.LastWriteTimeUtc);
            foreach (FileInfo part in oldest.TakeWhile(_ => length > cacheLimit))
            {
                cancellationToken.ThrowIfCancellationRequested();
                PartFolder.TryDelete(part.FullName);
                length -= part.Length;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            // The next command trims it.
        }
    }

    private static List<FileInfo> FindParts(PartFolder cache, CancellationToken cancellationToken)
    {
        // What a killed process left: no answer takes a day.
        DateTime stale = DateTime.UtcNow.AddDays(-1);
        var parts = new List<FileInfo>();
        foreach (FileInfo file in cache.Places().SelectMany(place => new DirectoryInfo(place).EnumerateFiles()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (PartFileName.TryParse(file.Name, out _))
            {
                parts.Add(file);
            }
            else if (PartFileName.IsUnfinished(file.Name) && file.LastWriteTimeUtc < stale)
            {
                PartFolder.TryDelete(file.FullName);
            }
            else if (PartFileName.IsLock(file.Name) && file.LastWriteTimeUtc < stale)
            {
                // Nobody's is deleted by letting go of it; one that is held stays.
                PartLock.TryTake(file.FullName)?.Dispose();
            }
        }

        return parts;
    }
}
