using System.Collections.Concurrent;
using System.Globalization;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Captions;
using CometSpeech.Core.Files;
using CometSpeech.Core.Parts;

namespace CometSpeech.Output.Files;

/// <summary>
/// Names files <c>speech-0001.mp3</c> and so on for texts without a name of their own. The numbers go on behind those
/// that are in the folder, so that no file of an earlier command is replaced, and past those that another command is
/// making; a text whose parts an earlier command left behind gets its number again. With <c>-NoClobber</c> or
/// <c>-Force</c> they are the texts' places in the input.
/// </summary>
/// <param name="folder">The full path of the folder, which need not be there.</param>
/// <param name="extension">With its dot.</param>
/// <param name="beginsAtOne">Whether the numbers are the texts' places, whatever is there.</param>
/// <param name="verbose">Is told where the numbers go on.</param>
internal sealed class NumberedFiles(string folder, string extension, bool beginsAtOne, Action<string> verbose)
{
    private const string Prefix = "speech-";
    private const string PartsExtension = ".parts";

    // A million texts more have numbers then.
    private const int MostDigits = 9;

    // By commands of this process that have not ended: of those that begin at one moment none sees a file of the
    // others.
    private static readonly ConcurrentDictionary<string, NumberedFiles> s_taken = new(FileNames.Comparer);

    // Folders of parts that an unfinished command left: their numbers, and the names of the parts in them.
    private SortedDictionary<int, HashSet<string>>? _leftParts;
    private int _last;

    /// <summary>The captions beside each file, whose names must be free as well.</summary>
    public IReadOnlyList<SubtitleFormat> Subtitles { get; init; } = [];

    /// <summary>Those that a command needs; null when it makes no folder of files.</summary>
    public static NumberedFiles? For(TargetOptions options, Action<string> verbose)
    {
        string extension = AudioFormats.GetExtension(options.FormatOfFolder);
        return options.OutDirectory is { } folder
            ? new NumberedFiles(folder, extension, options.Force || options.NoClobber, verbose)
            {
                Subtitles = options.Subtitles,
            }
            : null;
    }

    /// <summary>
    /// The full path of the next file. A refused text takes a number too, so that the others' do not change when it is
    /// mended.
    /// </summary>
    /// <param name="partNames">
    /// The names of the text's parts; asked only when parts were left. Null for a refused text.
    /// </param>
    /// <param name="isUsed">Whether this command has named a file already.</param>
    public string Next(Func<IEnumerable<string>>? partNames, Func<string, bool> isUsed)
    {
        if (beginsAtOne)
        {
            return PathOf(++_last);
        }

        _leftParts ??= FindFirst();
        if (_leftParts.Count > 0 && partNames is not null && FindLeft(partNames()) is { } left)
        {
            return PathOf(left);
        }

        string path;
        do
        {
            path = PathOf(++_last);
        }
        while (!s_taken.TryAdd(path, this)
            || isUsed(path)
            || IsThere(path)
            || IsBeingMade(path)
            || Directory.Exists(path + PartsExtension)
            || Subtitles.Any(format => IsThere(SubtitleFormats.GetPath(path, format))));
        return path;
    }

    /// <summary>Gives the numbers back; the files that have them are there, or given up.</summary>
    public void Release()
    {
        foreach (KeyValuePair<string, NumberedFiles> taken in s_taken.Where(taken => taken.Value == this))
        {
            s_taken.TryRemove(taken.Key, out _);
        }
    }

    // Another process makes it; what a killed one left is cleared away.
    private static bool IsBeingMade(string path)
    {
        try
        {
            if (File.Exists(OutputFile.UnfinishedPathOf(path)))
            {
                OutputFile.Open(path).Dispose();
            }

            return false;
        }
        catch (IOException e)
        {
            return e is TargetFileException { Failure: TargetFileFailure.Busy };
        }
    }

    private static bool IsThere(string path) => File.Exists(path) || Directory.Exists(path);

    private string PathOf(int number) =>
        Path.Combine(folder, Prefix + number.ToString("0000", CultureInfo.InvariantCulture) + extension);

    private int? FindLeft(IEnumerable<string> partNames)
    {
        var names = new HashSet<string>(partNames, StringComparer.Ordinal);
        foreach (KeyValuePair<int, HashSet<string>> left in _leftParts!)
        {
            if (left.Value.Overlaps(names))
            {
                _leftParts.Remove(left.Key);
                return left.Key;
            }
        }

        return null;
    }

    private SortedDictionary<int, HashSet<string>> FindFirst()
    {
        var left = new SortedDictionary<int, HashSet<string>>();
        try
        {
            if (Directory.Exists(folder))
            {
                FindNumbers(left);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder that does not tell what is in it: each file is looked for before its name is taken.
        }

        if (_last > 0)
        {
            verbose(
                $"'{Path.GetFileName(PathOf(_last))}' is the last one there: the numbers go on behind it. "
                + "-Force or -NoClobber begins at 1.");
        }

        return left;
    }

    private void FindNumbers(SortedDictionary<int, HashSet<string>> left)
    {
        foreach (string path in Directory.GetFileSystemEntries(folder, Prefix + "*"))
        {
            bool isParts = path.EndsWith(PartsExtension, StringComparison.OrdinalIgnoreCase) && Directory.Exists(path);
            string file = isParts ? path.Substring(0, path.Length - PartsExtension.Length) : path;
            if (NumberOf(file) is not { } number)
            {
                continue;
            }

            _last = Math.Max(_last, number);
            if (isParts && !File.Exists(file))
            {
                left[number] = [.. PartFolder.NamesIn(file)];
            }
        }
    }

    private int? NumberOf(string path)
    {
        string name = Path.GetFileName(path);
        // Windows finds files by their short names too.
        if (!name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            || !name.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        string digits = name.Substring(Prefix.Length, name.Length - Prefix.Length - extension.Length);
        return digits.Length <= MostDigits
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
    }
}
