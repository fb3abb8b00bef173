namespace CometSpeech.LocalServer.Faults;

/// <summary>
/// Something that goes wrong with a request, on the real connection. One object may serve many requests at a time.
/// </summary>
public abstract class Fault
{
    /// <summary>Answers the request wrongly, or does harm to the right answer.</summary>
    /// <param name="context">The request; its body was read already.</param>
    /// <param name="answer">Gives the right answer.</param>
    public abstract Task ApplyAsync(HttpContext context, RequestDelegate answer);

    /// <summary>One fault for each request in turn, null for a right answer; after the last one all is well.</summary>
    public static Func<ReceivedRequest, Fault?> InTurn(params Fault?[] faults)
    {
        int next = -1;
        return _ => Interlocked.Increment(ref next) is int index && index < faults.Length ? faults[index] : null;
    }

    /// <summary>The fault for every request that the condition holds for.</summary>
    public static Func<ReceivedRequest, Fault?> When(Func<ReceivedRequest, bool> condition, Fault fault) =>
        request => condition(request) ? fault : null;

    /// <summary>The fault for every request.</summary>
    public static Func<ReceivedRequest, Fault?> Always(Fault fault) => _ => fault;
}
