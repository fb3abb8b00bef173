using System.Diagnostics;

namespace CometSpeech.Fuzz;

/// <summary>
/// Keeps the input that is being read in a file, so that it is there after the process has ended: by a stack overflow,
/// or by this watch, when reading does not end.
/// </summary>
internal sealed class CaseWatch : IDisposable
{
    // A thousand times what the largest input takes, with room for a machine that has much else to do.
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(60);

    private readonly FileStream _file;
    private readonly Timer _timer;
    private string _target = "";
    private long _start;

    /// <summary>Begins to watch.</summary>
    /// <param name="path">The file.</param>
    public CaseWatch(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        _timer = new Timer(_ => Look(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    /// <summary>An input is about to be read.</summary>
    public void Begin(string target, byte[] input)
    {
        _target = target;
        _file.SetLength(0);
        _file.Position = 0;
        _file.Write(input);
        Volatile.Write(ref _start, Stopwatch.GetTimestamp());
    }

    /// <summary>It has been read.</summary>
    public void End() => Volatile.Write(ref _start, 0);

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        _file.Dispose();
    }

    private void Look()
    {
        long start = Volatile.Read(ref _start);
        if (start != 0 && Stopwatch.GetElapsedTime(start) > s_longest)
        {
            string kept = Path.Combine(Path.GetDirectoryName(_file.Name)!, $"{_target}-endless.bin");
            File.Copy(_file.Name, kept, overwrite: true);
            Console.Error.WriteLine($"{_target} does not end: {kept}");
            Environment.Exit(2);
        }
    }
}
