namespace CometSpeech.Core.Parts;

/// <summary>A run's own folder among the system's temporary files; made when first needed, gone with the run.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly object _gate = new();
    private string? _path;

    /// <summary>The folder, which exists now and which no other user can read.</summary>
    public string FullName
    {
        get
        {
            lock (_gate)
            {
                return _path ??= Create();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_path is null)
            {
                return;
            }

            try
            {
                Directory.Delete(_path, recursive: true);
            }
            catch (IOException)
            {
                // A virus scanner may still hold a file; the system clears its temporary files by itself.
            }
            catch (UnauthorizedAccessException)
            {
            }

            _path = null;
        }
    }

    private static string Create()
    {
        string path = Path.Combine(Path.GetTempPath(), "CometSpeech-" + Path.GetRandomFileName());
#if NET8_0_OR_GREATER
        if (!OperatingSystem.IsWindows())
        {
            return Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
        }
#endif
        return Directory.CreateDirectory(path).FullName;
    }
}
