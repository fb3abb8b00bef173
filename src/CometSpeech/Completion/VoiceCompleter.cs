using CometSpeech.Catalog;

namespace CometSpeech.Completion;

/// <summary>Completes the voices.</summary>
public sealed class VoiceCompleter : ListCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Values => VoiceCatalog.Voices.Select(voice => voice.Voice);
}
