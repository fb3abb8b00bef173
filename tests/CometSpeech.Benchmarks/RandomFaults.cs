using System.Globalization;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Faults;
using CometSpeech.LocalServer.Faults.Connections;
using CometSpeech.LocalServer.Protocol;

namespace CometSpeech.Benchmarks;

/// <summary>Lets a fifth of all requests fail, each in a way drawn by lot, and counts.</summary>
internal sealed class RandomFaults
{
    private const double FailingShare = 0.2;

    // The order of requests decides who draws which, so that two runs with one seed differ all the same.
    private readonly Random _random;
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, int> _counts = [];
    private readonly Dictionary<string, List<DateTimeOffset>> _answered = new();
    private readonly (string Name, int Weight, Func<Fault> Make)[] _kinds;

    public RandomFaults(int seed)
    {
        _random = new Random(seed);
        // A 429 makes all requests wait and a stall takes the command's whole time limit, so these are rarer
        // than the others.
        _kinds =
        [
            ("429, seconds", 1, () => Refusal("Retry-After", "0.2")),
            ("429, date", 1, () => Refusal(
                "Retry-After", DateTimeOffset.UtcNow.AddSeconds(1).ToString("R", CultureInfo.InvariantCulture))),
            ("429, milliseconds", 1, () => Refusal("retry-after-ms", "150")),
            ("500", 20, () => new ErrorFault(500, "server_error")),
            ("502", 20, () => new ErrorFault(502, "bad_response")),
            ("503", 20, () => new ErrorFault(503, "service_unavailable")),
            ("524", 20, () => new ErrorFault(524)),
            ("reset", 20, () => new ResetFault()),
            // Plain samples that only the connection's end ends say by nothing that they are cut; they are left out.
            ("cut, chunked", 15, () => new CutFault(Draw(9000), BodyFraming.Chunked)),
            ("cut, with a length", 15, () => new CutFault(Draw(9000), BodyFraming.ContentLength)),
            ("stall", 2, () => new StallFault(Draw(9000))),
        ];
    }

    public int Requests { get; private set; }

    public int Failures { get; private set; }

    /// <summary>The texts that were answered in full, with the times of all requests that were.</summary>
    public IReadOnlyDictionary<string, List<DateTimeOffset>> Answered => _answered;

    /// <summary>The fate of a request.</summary>
    public Fault? Next(ReceivedRequest request)
    {
        lock (_gate)
        {
            Requests++;
            if (_random.NextDouble() >= FailingShare)
            {
                if (!_answered.TryGetValue(request.Input!, out List<DateTimeOffset>? times))
                {
                    _answered[request.Input!] = times = [];
                }

                times.Add(request.Time);
                return null;
            }

            Failures++;
            int lot = _random.Next(_kinds.Sum(kind => kind.Weight));
            (string name, _, Func<Fault> make) = _kinds.First(kind => (lot -= kind.Weight) < 0);
            _counts[name] = _counts.GetValueOrDefault(name) + 1;
            return make();
        }
    }

    public override string ToString() => string.Join("; ", _counts.Select(count => $"{count.Key} {count.Value}"));

    private int Draw(int most) => _random.Next(most);

    private static ErrorFault Refusal(string header, string value) => new(
        new ApiError(429, "Rate limit reached for requests.", "rate_limit_exceeded"),
        new Dictionary<string, string> { [header] = value });
}
