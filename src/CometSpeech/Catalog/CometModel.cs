namespace CometSpeech;

/// <summary>
/// A model that a service lists. Its property <see cref="Model"/> feeds <c>ConvertTo-Speech -Model</c> through the
/// pipeline. What the service does not tell is null.
/// </summary>
public sealed class CometModel
{
    internal CometModel(string model) => Model = model;

    /// <summary>The model's id, as <c>tts-1</c>.</summary>
    public string Model { get; }

    /// <summary>Who made it, or whose server it runs on.</summary>
    public string? Provider { get; internal init; }

    /// <summary>
    /// What the text costs, in <see cref="PriceUnit"/>, as the service says it; what a request or a second of audio
    /// costs where those are paid for.
    /// </summary>
    public decimal? Price { get; internal init; }

    /// <summary>What the audio costs beside the text, in the same unit.</summary>
    public decimal? OutputPrice { get; internal init; }

    /// <summary>The unit of the prices in the service's words, as <c>USD / M Tokens</c>.</summary>
    public string? PriceUnit { get; internal init; }

    /// <summary>The day on which the service ends it.</summary>
    public DateTime? ShutdownDate { get; internal init; }

    /// <summary>Whether it speaks.</summary>
    public bool? IsForSpeech { get; internal init; }

    /// <summary>The page that tells how it is used.</summary>
    public Uri? Uri { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Model;
}
