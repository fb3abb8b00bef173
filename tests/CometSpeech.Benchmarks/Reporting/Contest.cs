namespace CometSpeech.Benchmarks.Reporting;

/// <summary>
/// Ways to do the same thing, measured in turn: A, B, A, B, so that whatever else the machine does meets all of them.
/// </summary>
/// <typeparam name="T">What one try tells.</typeparam>
internal sealed class Contest<T>
{
    private readonly List<(string Name, Func<Task<T>> Try)> _ways = [];
    private readonly Dictionary<string, List<T>> _results = [];

    /// <summary>The names, in the order in which they were added.</summary>
    public IEnumerable<string> Names => _ways.Select(way => way.Name);

    /// <summary>What each try of a way told, without those that warmed up.</summary>
    public IReadOnlyList<T> this[string name] => _results[name];

    /// <summary>Adds a way.</summary>
    public void Add(string name, Func<Task<T>> tryOnce)
    {
        _ways.Add((name, tryOnce));
        _results[name] = [];
    }

    /// <summary>Tries all in turn; each round begins with another, so that none always follows the same one.</summary>
    /// <param name="warmUps">Rounds that do not count: something is loaded, compiled, or read from the disk.</param>
    /// <param name="rounds">Rounds that count.</param>
    public async Task RunAsync(int warmUps, int rounds)
    {
        for (int round = -warmUps; round < rounds; round++)
        {
            for (int i = 0; i < _ways.Count; i++)
            {
                (string name, Func<Task<T>> tryOnce) = _ways[(i + round + warmUps) % _ways.Count];
                T result = await tryOnce();
                if (round >= 0)
                {
                    _results[name].Add(result);
                }
            }
        }
    }

    /// <summary>The median of one figure of a way's tries.</summary>
    public double Median(string name, Func<T, double> figure) => _results[name].Select(figure).Median();
}
