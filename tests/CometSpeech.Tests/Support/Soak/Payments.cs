using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Faults;
using Microsoft.AspNetCore.Http;

namespace CometSpeech.Tests.Support.Soak;

/// <summary>
/// Counts the answers that a server has written to their end, which is what a service charges for; by text, and by the
/// key of the process that asked.
/// </summary>
internal sealed class Payments
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<string>> _keys = [];
    private int _count;

    /// <summary>All answers so far.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The keys of those who were answered, by the text.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> ByText
    {
        get
        {
            lock (_gate)
            {
                return _keys.ToDictionary(text => text.Key, text => (IReadOnlyList<string>)[.. text.Value]);
            }
        }
    }

    /// <summary>
    /// Counts the texts that were paid for more than once. Of all processes that were answered, each but one must have
    /// been killed with the answer in its hands; and none asks again for what it was sent.
    /// </summary>
    /// <param name="killed">The keys of those that were killed.</param>
    /// <returns>
    /// Texts that two living processes have paid, texts that one process has paid again, and answers that died with a
    /// process.
    /// </returns>
    public (int Twice, int Again, int Lost) Compare(IReadOnlyCollection<string> killed)
    {
        List<string>[] payers = [.. ByText.Values.Select(keys => keys.Distinct().ToList())];
        return (
            payers.Count(keys => keys.Count(key => !killed.Contains(key)) > 1),
            ByText.Values.Zip(payers, (keys, distinct) => keys.Count > distinct.Count).Count(again => again),
            payers.Sum(keys => keys.Count - 1));
    }

    /// <summary>The key that a request came with; each start of a process has its own.</summary>
    public static string KeyOf(ReceivedRequest request) =>
        (request.Authorization ?? "").Replace("Bearer ", "", StringComparison.Ordinal);

    /// <summary>A right answer that is counted when it has been written.</summary>
    /// <param name="request">What asked for it.</param>
    /// <param name="manner">How it comes, if not at once; null for that.</param>
    public Fault Answer(ReceivedRequest request, Fault? manner = null) => new CountedAnswer(this, request, manner);

    private void Add(ReceivedRequest request)
    {
        lock (_gate)
        {
            if (!_keys.TryGetValue(request.Input!, out List<string>? keys))
            {
                _keys[request.Input!] = keys = [];
            }

            keys.Add(KeyOf(request));
            _count++;
        }
    }

    private sealed class CountedAnswer(Payments payments, ReceivedRequest request, Fault? manner) : Fault
    {
        public override async Task ApplyAsync(HttpContext context, RequestDelegate answer)
        {
            await (manner?.ApplyAsync(context, answer) ?? answer(context));
            // Before the last chunk goes out, so that nobody asks for the next thing before this is counted.
            if (!context.RequestAborted.IsCancellationRequested)
            {
                payments.Add(request);
            }
        }
    }
}
