using System.Collections;
using CometSpeech.Catalog;

namespace CometSpeech.Completion;

/// <summary>Completes the ten voices; after <c>-BaseUri</c> those that the server there has listed.</summary>
public sealed class ListedVoiceCompleter : ListCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Values => VoiceNames.All;

    /// <inheritdoc/>
    protected override IEnumerable<string> GetValues(IDictionary boundParameters) =>
        boundParameters.Contains("BaseUri") ? ListedNames.VoicesFor(boundParameters) : Values;
}
