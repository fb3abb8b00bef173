using CometSpeech.Catalog;

namespace CometSpeech.Completion;

/// <summary>Completes the known speech models.</summary>
public sealed class ModelCompleter : ListCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Values => ModelNames.All;
}
