using CometSpeech.Core.Files;

namespace CometSpeech.Output.Files;

/// <summary>
/// The files that a command's texts come from: none of them is written over. They are compared by identity, so that
/// links, other spellings and another case are known.
/// </summary>
/// <param name="fileNames">Compares full paths where the system tells no identity.</param>
internal sealed class SourceFiles(StringComparer fileNames)
{
    private readonly HashSet<string> _paths = new(fileNames);

    // A command that makes new files only asks for no identity at all: those of the sources are looked up when one is
    // to be compared.
    private readonly Queue<string> _unknown = new();
    private readonly Dictionary<FileIdentity, string> _known = [];
    private string? _last;

    /// <summary>Whether none is known.</summary>
    public bool IsEmpty => _paths.Count == 0;

    /// <summary>Adds a file by its full path; the lines of one file come one after the other.</summary>
    public void Add(string path)
    {
        if (path == _last)
        {
            return;
        }

        _last = path;
        string full;
        try
        {
            full = Path.GetFullPath(path);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or IOException)
        {
            // No file is called so.
            return;
        }

        if (_paths.Add(full))
        {
            _unknown.Enqueue(full);
        }
    }

    /// <summary>The source that a path leads to; null when it leads to none.</summary>
    public string? Find(string path)
    {
        if (_paths.Contains(path))
        {
            return path;
        }

        if (FileIdentity.Of(path) is not { } identity)
        {
            return null;
        }

        while (_unknown.Count > 0)
        {
            string source = _unknown.Dequeue();
            if (FileIdentity.Of(source) is { } known)
            {
                _known[known] = source;
            }
        }

        // The number of a source that was deleted meanwhile may be another file's by now.
        return _known.TryGetValue(identity, out string? found) && FileIdentity.Of(found) == identity ? found : null;
    }
}
