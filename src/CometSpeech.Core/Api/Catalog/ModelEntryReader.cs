namespace CometSpeech.Core.Api.Catalog;

/// <summary>
/// Reads an entry of CometAPI's catalogue, of OpenAI's list of models, or of what servers of one's own make of that.
/// </summary>
internal static class ModelEntryReader
{
    private const string TextToSpeech = "text-to-speech";

    /// <summary>The model; null where it has no id.</summary>
    public static ModelEntry? Read(ListItem item)
    {
        if (item.FindId("id") is not { } id)
        {
            return null;
        }

        ModelEntry model = new(id)
        {
            Provider = item.FindText("provider", "owned_by"),
            // OpenAI's, and OpenRouter's.
            ShutdownDate = item.FindDate("shutdown_date") ?? item.FindDate("expiration_date"),
            DocumentationUri = item.FindUri("api_doc_url"),
            IsForSpeech = IsForSpeech(item),
        };
        return item.FindObject("pricing") is { } pricing ? WithPrice(model, pricing) : model;
    }

    // `input` and `output` are in `currency`, which is "USD / M Tokens" as a rule; the others name their unit.
    private static ModelEntry WithPrice(ModelEntry model, ListItem pricing)
    {
        string? currency = pricing.FindText("currency");
        decimal? input = pricing.FindNumber("input");
        decimal? output = pricing.FindNumber("output");
        decimal? perRequest = pricing.FindNumber("per_request");
        decimal? perSecond = pricing.FindNumber("per_second");
        // A nought stands also where a price is of the other kind, and must not hide what is paid.
        if (input > 0 || output > 0 || (!(perRequest > 0 || perSecond > 0) && (input ?? output) is not null))
        {
            return model with { Price = input, OutputPrice = output, PriceUnit = currency };
        }

        bool isPerRequest = perRequest > 0 || (perRequest is not null && !(perSecond > 0));
        decimal? price = isPerRequest ? perRequest : perSecond;
        string each = isPerRequest ? "per request" : "per second";
        return price is null ? model : model with
        {
            Price = price,
            PriceUnit = UnitOf(currency, each),
        };
    }

    // CometAPI has the unit of its tokens in `currency`, whatever the price is for.
    private static string UnitOf(string? currency, string each)
    {
        if (currency is null)
        {
            return each;
        }

        int slash = currency.IndexOf('/');
        bool isOfText = slash >= 0
            && (currency.IndexOf("token", slash, StringComparison.OrdinalIgnoreCase) > 0
                || currency.IndexOf("char", slash, StringComparison.OrdinalIgnoreCase) > 0);
        return slash < 0 ? $"{currency} {each}"
            : isOfText ? $"{currency.Substring(0, slash).TrimEnd()} {each}"
            : currency;
    }

    // What tells most comes first; an empty field tells nothing.
    private static bool? IsForSpeech(ListItem item)
    {
        // CometAPI.
        string[] features = item.FindTexts("features");
        if (features.Length > 0)
        {
            return features.Any(IsTextToSpeech);
        }

        // speaches.
        string[] tasks = item.FindTexts("task");
        if (tasks.Length > 0)
        {
            return tasks.Any(IsTextToSpeech);
        }

        // OpenRouter.
        string[] modalities = (item.FindObject("architecture") ?? item).FindTexts("output_modalities");
        if (modalities.Length > 0)
        {
            // What writes as well converses, and is not heard at audio/speech.
            return modalities.Any(modality => Is(modality, "speech"))
                || (modalities.Any(modality => Is(modality, "audio"))
                    && !modalities.Any(modality => Is(modality, "text")));
        }

        // CometAPI again: models of type audio speak, or listen.
        string? type = item.FindText("model_type");
        return type is null || Is(type, "audio") ? null : IsTextToSpeech(type) || Is(type, "speech");
    }

    private static bool IsTextToSpeech(string text) =>
        Is(text.Replace('_', '-').Replace(' ', '-'), TextToSpeech) || Is(text, "tts");

    private static bool Is(string text, string word) => text.Trim().Equals(word, StringComparison.OrdinalIgnoreCase);
}
