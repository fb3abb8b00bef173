using CometSpeech.Core.Api.Catalog;
using CometSpeech.Core.Api.Failures;
using CometSpeech.Core.Api.Pacing;
using CometSpeech.Fuzz.Mutation;
using CometSpeech.Fuzz.Seeds;

namespace CometSpeech.Fuzz.Targets;

/// <summary>Answers that list models or voices: entries whose names can be sent and shown, or a refusal.</summary>
/// <param name="kind">What is listed, in the plural.</param>
internal sealed class ListTarget(string kind) : FuzzTarget(kind, AnswerSeeds.Shape)
{
    private const int MaxLength = 16 * 1024 * 1024;

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds => AnswerSeeds.Lists(Name);

    /// <inheritdoc/>
    protected override int AllocatedFactor => 1000;

    /// <inheritdoc/>
    public override bool Read(byte[] input)
    {
        using InactivityTimeout timeout = new(TimeSpan.FromMinutes(10), CancellationToken.None);
        try
        {
            using HttpResponseMessage response = HttpAnswers.Read(input);
            using ListPage page = ListPage.ReadAsync(response, Name, MaxLength, timeout, HttpAnswers.Secret)
                .GetAwaiter().GetResult();
            foreach (ListItem item in page.Items)
            {
                string?[] texts = Name == "models"
                    ? ModelEntryReader.Read(item) is { } model ? [model.Id, model.Provider, model.PriceUnit] : []
                    : VoiceEntryReader.Read(item) is { } voice
                        ? [voice.Id, voice.Name, voice.Language, voice.Gender]
                        : [];
                Require(texts.All(text => text is null || AnswerTarget.IsFit(text)), "a name is not fit to be shown");
                Require(texts.Length == 0 || !string.IsNullOrWhiteSpace(texts[0]), "an entry without a name");
            }

            Uri? next = page.FindNext(HttpAnswers.Address, HttpAnswers.Address, _ => { });
            Require(next is null || next.Host == HttpAnswers.Address.Host, $"the list goes on elsewhere: {next}");
            return true;
        }
        catch (ServiceException e)
        {
            Require(AnswerTarget.IsFit(e.Message), $"a message is not fit for a terminal: {e.Message}");
            return false;
        }
        catch (Exception e) when (Disconnection.Is(e))
        {
            return false;
        }
    }
}
