namespace CometSpeech.LocalServer.Faults;

/// <summary>Something that goes wrong with one request, on the real connection.</summary>
public abstract class Fault
{
    /// <summary>Answers the request wrongly, or does harm around the right answer.</summary>
    /// <param name="context">The request, whose body has been read and can be read again.</param>
    /// <param name="answer">Gives the right answer.</param>
    public abstract Task ApplyAsync(HttpContext context, RequestDelegate answer);
}
