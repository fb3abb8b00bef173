namespace CometSpeech.Core.Parts;

/// <summary>
/// Lets the targets of one run share parts, so that no text is paid for twice. While a target is unfinished its parts lie in its own
/// folder; afterwards they move into a cache of bounded size, as long as more targets may come.
/// </summary>
internal sealed class PartShare(TemporaryFolder folder)
{
    // On disk; what is older is forgotten, and asked for again should it recur.
    private const long MaxCacheLength = 256 * 1024 * 1024;

    // What is known of a part lies in memory, which must not grow with the run.
    private const int MaxCachedParts = 1_000;

    private readonly object _gate = new();
    private readonly Dictionary<string, Task<Part>> _parts = [];
    private readonly Dictionary<string, string> _locations = [];
    private readonly Queue<(string Name, string Path, long Length)> _cached = new();
    private long _cacheLength;
    private int _cachedCount;

    /// <summary>Gives the part, fetched by the first who asks and copied for the others.</summary>
    /// <param name="name">The request's name.</param>
    /// <param name="fetch">Fetches it into the asking target's folder.</param>
    /// <param name="target">The asking target's folder.</param>
    public async Task<Part> GetAsync(string name, Func<Task<Part>> fetch, PartFolder target)
    {
        while (true)
        {
            Task<Part>? other;
            var own = new TaskCompletionSource<Part>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_gate)
            {
                if (!_parts.TryGetValue(name, out other))
                {
                    _parts[name] = own.Task;
                }
            }

            if (other is null)
            {
                return await OwnAsync(name, fetch, own).ConfigureAwait(false);
            }

            Part? part = await Try(other).ConfigureAwait(false);
            if (part is not null && CopyTo(target, name) is { } path)
            {
                return part with { Path = path, RequestId = null, Attempts = 0 };
            }

            // The other target failed, or its part is gone: ask again, as owner if nobody was quicker.
            Forget(name, other);
        }
    }

    /// <summary>Tells where a part lies that was found on disk, so that other targets can have it.</summary>
    public void Offer(string name, Part part)
    {
        lock (_gate)
        {
            if (!_parts.ContainsKey(name))
            {
                _parts[name] = Task.FromResult(part);
                _locations[name] = part.Path;
            }
        }
    }

    /// <summary>A target is finished and its folder about to go: its parts move into the cache, or are forgotten.</summary>
    public void Release(IEnumerable<string> names, string targetFolder, bool keep)
    {
        foreach (string name in names)
        {
            lock (_gate)
            {
                if (!_locations.TryGetValue(name, out string? path) || Path.GetDirectoryName(path) != targetFolder)
                {
                    continue;
                }

                if (keep)
                {
                    Cache(name, path);
                }
                else
                {
                    Drop(name);
                }
            }
        }
    }

    private async Task<Part> OwnAsync(string name, Func<Task<Part>> fetch, TaskCompletionSource<Part> own)
    {
        try
        {
            Part part = await fetch().ConfigureAwait(false);
            lock (_gate)
            {
                _locations[name] = part.Path;
            }

            own.SetResult(part);
            return part;
        }
        catch (Exception e)
        {
            Forget(name, own.Task);
            own.SetException(e);
            _ = own.Task.Exception;
            throw;
        }
    }

    private static async Task<Part?> Try(Task<Part> task)
    {
        try
        {
            return await task.ConfigureAwait(false);
        }
        catch (Exception) when (task.IsFaulted)
        {
            // The one who asked first reports it.
            return null;
        }
    }

    private string? CopyTo(PartFolder target, string name)
    {
        // Under the lock, so that the owner does not move what is being copied.
        lock (_gate)
        {
            if (!_locations.TryGetValue(name, out string? path))
            {
                return null;
            }

            try
            {
                File.Copy(path, target.UnfinishedPath(name), overwrite: true);
            }
            catch (IOException) when (!File.Exists(path))
            {
                // The other target failed, and someone removed the folder it left.
                return null;
            }
        }

        return target.Finish(name);
    }

    private void Forget(string name, Task<Part> task)
    {
        lock (_gate)
        {
            if (_parts.TryGetValue(name, out Task<Part>? known) && known == task)
            {
                Drop(name);
            }
        }
    }

    private void Cache(string name, string path)
    {
        try
        {
            // A name may come a second time after the cache forgot it.
            string cached = Path.Combine(folder.FullName, $"cached-{++_cachedCount}{PartName.Extension}");
            long length = new FileInfo(path).Length;
            File.Move(path, cached);
            _locations[name] = cached;
            _cached.Enqueue((name, cached, length));
            _cacheLength += length;
            while (_cached.Count > MaxCachedParts || _cacheLength > MaxCacheLength)
            {
                ForgetOldest();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The cache saves money, it must not cost a finished file.
            Drop(name);
        }
    }

    private void ForgetOldest()
    {
        (string name, string path, long length) = _cached.Dequeue();
        _cacheLength -= length;
        if (_locations.TryGetValue(name, out string? known) && known == path)
        {
            Drop(name);
        }

        File.Delete(path);
    }

    private void Drop(string name)
    {
        _parts.Remove(name);
        _locations.Remove(name);
    }
}
