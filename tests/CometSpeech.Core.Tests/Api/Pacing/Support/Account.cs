using System.Globalization;
using System.Net;

namespace CometSpeech.Core.Tests.Api.Pacing.Support;

/// <summary>What a service lets one customer do. Times count from the beginning of the simulation.</summary>
internal abstract class Account
{
    /// <summary>How a refusal says when to come again.</summary>
    public RetryAfterStyle Style { get; init; }

    /// <summary>Requests under way at once, at most.</summary>
    public virtual int AtOnce => int.MaxValue;

    /// <summary>Takes a request, or says how long it would have to wait.</summary>
    public abstract TimeSpan? Refuse(TimeSpan now);

    /// <summary>A request that was taken is answered.</summary>
    public virtual void Answered()
    {
    }

    /// <summary>The first time at which the next request could be taken, by someone who knows the rule.</summary>
    /// <param name="taken">When those before were taken.</param>
    public virtual TimeSpan Earliest(IReadOnlyList<TimeSpan> taken) => TimeSpan.Zero;

    /// <summary>The answer of a service that refuses.</summary>
    /// <param name="wait">How long the request would have to wait.</param>
    /// <param name="now">The true time.</param>
    public HttpResponseMessage CreateRefusal(TimeSpan wait, DateTimeOffset now)
    {
        var response = new HttpResponseMessage((HttpStatusCode)429);
        double seconds = Math.Max(0.001, wait.TotalSeconds);
        // A date has whole seconds: the next one, so that nobody comes too early.
        string Date(TimeSpan fast) => (now + fast + wait).AddSeconds(1).ToString("R", CultureInfo.InvariantCulture);
        switch (Style)
        {
            case RetryAfterStyle.Seconds:
                Add("Retry-After", Math.Ceiling(seconds).ToString(CultureInfo.InvariantCulture));
                break;
            case RetryAfterStyle.Fractions:
                Add("Retry-After", seconds.ToString("0.000", CultureInfo.InvariantCulture));
                break;
            case RetryAfterStyle.Milliseconds:
                Add("retry-after-ms", Math.Ceiling(seconds * 1000).ToString(CultureInfo.InvariantCulture));
                break;
            case RetryAfterStyle.DateOfServer:
                Add("Date", (now + TimeSpan.FromHours(1)).ToString("R", CultureInfo.InvariantCulture));
                Add("Retry-After", Date(TimeSpan.FromHours(1)));
                break;
            case RetryAfterStyle.DateAlone:
                Add("Retry-After", Date(TimeSpan.Zero));
                break;
        }

        return response;

        void Add(string name, string value) => response.Headers.TryAddWithoutValidation(name, value);
    }
}
