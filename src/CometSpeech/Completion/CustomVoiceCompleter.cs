using System.Collections;
using CometSpeech.Catalog;

namespace CometSpeech.Completion;

/// <summary>Completes the voices that the address at hand has listed.</summary>
public sealed class CustomVoiceCompleter : ListCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Values => [];

    /// <inheritdoc/>
    protected override IEnumerable<string> GetValues(IDictionary boundParameters) =>
        ListedNames.VoicesFor(boundParameters);
}
