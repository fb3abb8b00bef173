using System.Collections;
using CometSpeech.Catalog;
using CometSpeech.Commands;
using CometSpeech.Core.Keys;

namespace CometSpeech.Completion;

/// <summary>
/// Completes the voices that the address at hand has listed, and those that OpenAI has for <c>gpt-4o-mini-tts</c>
/// beside the ten, where that is the model.
/// </summary>
public sealed class CustomVoiceCompleter : ListCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Values => VoiceNames.Gpt4oMiniTtsOnly;

    /// <inheritdoc/>
    protected override string DescribeValue(string value) =>
        VoiceNames.Gpt4oMiniTtsOnly.Contains(value)
            ? $"{value}: OpenAI's, for {ModelNames.Gpt4oMiniTts}; CometAPI's page does not list it"
            : value;

    /// <inheritdoc/>
    protected override IEnumerable<string> GetValues(IDictionary boundParameters)
    {
        string? model = boundParameters[nameof(ConvertToSpeechCommand.Model)]?.ToString();
        model = string.IsNullOrWhiteSpace(model) ? ServiceEnvironment.Process.GetSpeechModel() : model!.Trim();
        IEnumerable<string> own = model is not null && ModelNames.IsGpt4oMiniTts(model) ? Values : [];
        return ListedNames.VoicesFor(boundParameters).Union(own, StringComparer.Ordinal);
    }
}
