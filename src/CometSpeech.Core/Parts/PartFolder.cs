using CometSpeech.Core.Files;

namespace CometSpeech.Core.Parts;

/// <summary>
/// A folder of parts: <c>&lt;OutFile&gt;.parts</c>, which outlives a failure, Ctrl+C and a killed process and goes with
/// success, or a cache, which stays and serves many commands. A part gets its name when it is whole, and the name says
/// what is in it, so that several processes may read and write here at once.
/// </summary>
internal sealed class PartFolder
{
    // Version 0.1 kept a lock in the folder; a killed run left it.
    private const string OldLock = "cometspeech.lock";

    // 32 characters to the second power: see PlaceOf.
    private const int PlaceLength = 2;

    private const int NoBuffer = 1;

    // Each failed attempt means that the folder was removed at that very moment.
    private const int MaxAttempts = 10;

    private PartFolder(string path, bool isCache)
    {
        FullName = path;
        IsCache = isCache;
    }

    /// <summary>The folder's path; it is made when the first part is written.</summary>
    public string FullName { get; }

    /// <summary>Whether the parts stay when the file is finished.</summary>
    public bool IsCache { get; }

    /// <summary>
    /// Whether its file is finished: each part that is still here is deleted when no target needs it. Touched by the
    /// loop only.
    /// </summary>
    public bool IsDone { get; set; }

    /// <summary>The folder that belongs to a file.</summary>
    public static PartFolder Of(string outFile) => new(SiblingName.For(outFile, ".parts"), isCache: false);

    /// <summary>A folder that the user named.</summary>
    public static PartFolder Cache(string path) => new(path, isCache: true);

    /// <summary>Whether there is anything to clear away.</summary>
    public bool Exists => Directory.Exists(FullName);

    /// <summary>Whether nothing has its name, not even a file or a link.</summary>
    public bool IsAbsent() => new FileInfo(FullName).Attributes == (FileAttributes)(-1);

    /// <summary>
    /// Finds files of finished parts by their names, with one listing of the folder; of a cache, only the places of
    /// those names are listed. What a killed run left unfinished in the folder of a file is deleted.
    /// </summary>
    /// <param name="names">The names of the parts.</param>
    /// <param name="other">A folder in which they may lie too; null for none.</param>
    /// <exception cref="TargetFileException">The folder cannot be used.</exception>
    public ILookup<string, string> Find(IEnumerable<string> names, PartFolder? other = null)
    {
        try
        {
            RefuseOtherThanFolder();
            var wanted = new HashSet<string>(names, StringComparer.Ordinal);
            return wanted.Select(PlaceOf).Distinct().SelectMany(place => PartFiles(place, clears: !IsCache))
                .Concat(other is null ? [] : PartFiles(other.FullName, clears: true))
                .Where(part => wanted.Contains(part.Name.Name)).ToLookup(part => part.Name.Name, part => part.Path);
        }
        catch (Exception e) when (e is (IOException or UnauthorizedAccessException) and not TargetFileException)
        {
            throw Unusable(e);
        }
    }

    /// <summary>The names of the finished parts that a file's folder holds; none when there is no folder.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Nor may it.</exception>
    public static IEnumerable<string> NamesIn(string outFile) =>
        PartFiles(Of(outFile).FullName, clears: false).Select(part => part.Name.Name);

    /// <summary>Makes sure that an answer can be written here, before one is paid for.</summary>
    /// <exception cref="TargetFileException">It cannot.</exception>
    public void RequireWritable(string name)
    {
        try
        {
            RequireRoom(name, 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(e);
        }
    }

    /// <summary>Writes so many bytes beside the parts, and takes them back.</summary>
    /// <exception cref="IOException">The disk takes none.</exception>
    public void RequireRoom(string name, int length)
    {
        using FileStream trial = CreateUnfinished(name);
        try
        {
            trial.Write(new byte[length], 0, length);
        }
        finally
        {
            TryDelete(trial.Name);
        }
    }

    /// <summary>Makes the file that an answer is written to until it is whole.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    public FileStream CreateUnfinished(string name) => InPlaceOf(name, PartFileName.Unfinished(name), Create);

    /// <summary>
    /// Takes the right to ask for a part of a cache; null when another process has it. While it is held, the part that
    /// is not there is nowhere else on its way.
    /// </summary>
    /// <exception cref="TargetFileException">The folder cannot be used.</exception>
    public PartLock? TryLock(string name)
    {
        try
        {
            return InPlaceOf(name, PartFileName.Lock(name), PartLock.TryTake);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(e);
        }
    }

    /// <summary>Gives a whole answer its final name.</summary>
    public string Finish(string unfinished, PartFileName name)
    {
        string path = Path.Combine(PlaceOf(name.Name), name.ToString());
        FileRetry.Run(() =>
        {
            try
            {
                File.Move(unfinished, path);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process got the same bytes.
                TryDelete(unfinished);
            }
        });
        return path;
    }

    /// <summary>Keeps a part of another place here too, for the next run of the same command.</summary>
    /// <returns>The part as it lies here.</returns>
    public Part Keep(Part part)
    {
        if (part.Path is not null && Path.GetDirectoryName(part.Path) == PlaceOf(part.Name))
        {
            return File.Exists(part.Path)
                ? part
                : throw new FileNotFoundException($"There is no '{part.Path}' any more.", part.Path);
        }

        using var writer = new PartWriter(this, part.Name, memoryLimit: 0);
        using Stream source = part.OpenRead();
        source.CopyTo(writer);
        return writer.Finish(part.Audio);
    }

    /// <summary>
    /// Deletes all parts but the named ones, unfinished files, and the folder when it is empty. Files that are not this
    /// module's stay.
    /// </summary>
    public void Clear(ISet<string> except)
    {
        DeleteFiles(file => IsLeftOver(file)
            || (PartFileName.TryParse(file, out PartFileName part) && !except.Contains(part.Name)));
        RemoveIfEmpty();
    }

    /// <summary>Removes the folder if nothing is in it.</summary>
    public void RemoveIfEmpty()
    {
        if (IsCache)
        {
            return;
        }

        try
        {
            Directory.Delete(FullName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Something is in it, or it is gone.
        }
    }

    /// <summary>Deletes a file; one that somebody else holds open is left.</summary>
    public static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What is unfinished is cleared away by the next run.
        }
    }

    private T InPlaceOf<T>(string name, string file, Func<string, T> create)
    {
        string path = Path.Combine(PlaceOf(name), file);
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return create(path);
            }
            catch (IOException e) when (e is DirectoryNotFoundException or FileNotFoundException
                && attempt < MaxAttempts && (IsCache || Directory.Exists(Path.GetDirectoryName(FullName))))
            {
                // The system says FileNotFound when another request has made the folder at that very moment. Not above
                // the file's own folder: somebody removed that one on purpose.
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            }
        }
    }

    // A name that nobody has, and no link is followed: in a folder that others write to, one may have been laid.
    private static FileStream Create(string path) =>
        new(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete, NoBuffer);

    private static bool IsLeftOver(string fileName) => PartFileName.IsUnfinished(fileName) || fileName == OldLock;

    // What is written into a link ends up in another's folder; a cache the user names himself.
    private void RefuseOtherThanFolder()
    {
        if (IsAbsent())
        {
            return;
        }

        if ((new FileInfo(FullName).Attributes & FileAttributes.ReparsePoint) != 0 && !IsCache)
        {
            throw new TargetFileException(
                TargetFileFailure.PartsFolderUnusable,
                $"'{FullName}' is a link. Remove it, so that the parts of the file can lie there.");
        }

        if (!Directory.Exists(FullName))
        {
            throw new TargetFileException(
                TargetFileFailure.PartsFolderUnusable,
                IsCache
                    ? $"'{FullName}' is no folder; the cache needs one."
                    : $"'{FullName}' is no folder. Remove or rename it, so that the parts of the file can lie there.");
        }
    }

    /// <summary>The places of a cache that are there.</summary>
    public IEnumerable<string> Places() => Directory.EnumerateDirectories(FullName)
        .Where(path => Path.GetFileName(path) is { Length: PlaceLength } name && PartDigest.IsText(name)
            && (new DirectoryInfo(path).Attributes & FileAttributes.ReparsePoint) == 0);

    private TargetFileException Unusable(Exception e) =>
        new(TargetFileFailure.PartsFolderUnusable, $"Cannot use the folder '{FullName}': {e.Message}", e);

    // What a killed run left unfinished is deleted on the way, where nobody else can be writing it.
    private static IEnumerable<(PartFileName Name, string Path)> PartFiles(string folder, bool clears)
    {
        if (!Directory.Exists(folder))
        {
            yield break;
        }

        foreach (string path in Directory.GetFiles(folder))
        {
            string file = Path.GetFileName(path);
            if (PartFileName.TryParse(file, out PartFileName name))
            {
                yield return (name, path);
            }
            else if (clears && IsLeftOver(file))
            {
                TryDelete(path);
            }
        }
    }

    // A cache may hold tens of thousands: a folder for each of 1,024 beginnings keeps every listing short.
    private string PlaceOf(string name) => IsCache ? Path.Combine(FullName, name.Substring(0, PlaceLength)) : FullName;

    private void DeleteFiles(Func<string, bool> predicate)
    {
        if (!Exists)
        {
            return;
        }

        foreach (string path in Directory.GetFiles(FullName).Where(path => predicate(Path.GetFileName(path))))
        {
            TryDelete(path);
        }
    }
}
