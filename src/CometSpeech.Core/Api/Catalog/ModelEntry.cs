namespace CometSpeech.Core.Api.Catalog;

/// <summary>A model as a service lists it. What the service does not tell is null.</summary>
/// <param name="Id">What a request names it by.</param>
public sealed record ModelEntry(string Id)
{
    /// <summary>Who made it, or whose server it runs on.</summary>
    public string? Provider { get; init; }

    /// <summary>What the text costs, or a request or a second of audio where those are paid for.</summary>
    public decimal? Price { get; init; }

    /// <summary>What the audio costs beside it, in the same unit.</summary>
    public decimal? OutputPrice { get; init; }

    /// <summary>The unit of the prices, in the service's words, as <c>USD / M Tokens</c>.</summary>
    public string? PriceUnit { get; init; }

    /// <summary>The day on which it ends.</summary>
    public DateTime? ShutdownDate { get; init; }

    /// <summary>The page that tells how it is used.</summary>
    public Uri? DocumentationUri { get; init; }

    /// <summary>Whether it speaks.</summary>
    public bool? IsForSpeech { get; init; }
}
