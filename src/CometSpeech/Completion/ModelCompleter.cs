using System.Collections;
using CometSpeech.Catalog;

namespace CometSpeech.Completion;

/// <summary>Completes the models that the address at hand has listed, and the known speech models.</summary>
public sealed class ModelCompleter : ListCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Values => ModelNames.All;

    /// <inheritdoc/>
    protected override IEnumerable<string> GetValues(IDictionary boundParameters) =>
        ListedNames.ModelsFor(boundParameters).Union(Values, StringComparer.Ordinal);
}
