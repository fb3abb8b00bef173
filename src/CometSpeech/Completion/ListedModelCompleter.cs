using System.Collections;
using CometSpeech.Catalog;

namespace CometSpeech.Completion;

/// <summary>Completes the models that the address at hand has listed, or the known ones.</summary>
public sealed class ListedModelCompleter : ListCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Values => ModelNames.All;

    /// <inheritdoc/>
    protected override IEnumerable<string> GetValues(IDictionary boundParameters) =>
        ListedNames.ModelsFor(boundParameters) is { Count: > 0 } listed ? listed : Values;
}
