using System.Text.Json;
using CometSpeech.Core.Api.Catalog;

namespace CometSpeech.Core.Tests.Api.Catalog;

/// <summary>What an entry of a list of models says of whether it speaks: the field that tells most decides.</summary>
public sealed class ModelEntryReaderTests
{
    [Theory]
    [InlineData("""{"id":"a"}""", null)]
    [InlineData("""{"id":"a","features":[]}""", null)]
    [InlineData("""{"id":"a","features":["text-to-speech"]}""", true)]
    [InlineData("""{"id":"a","features":["chat","TEXT_TO_SPEECH"]}""", true)]
    [InlineData("""{"id":"a","features":["text-to-text"],"task":"text-to-speech"}""", false)]
    [InlineData("""{"id":"a","features":[],"model_type":"text"}""", false)]
    [InlineData("""{"id":"a","model_type":"audio"}""", null)]
    [InlineData("""{"id":"a","model_type":"tts"}""", true)]
    [InlineData("""{"id":"a","task":"text-to-speech"}""", true)]
    [InlineData("""{"id":"a","task":["automatic-speech-recognition"]}""", false)]
    [InlineData("""{"id":"a","output_modalities":["speech"]}""", true)]
    [InlineData("""{"id":"a","architecture":{"output_modalities":["audio"]}}""", true)]
    [InlineData("""{"id":"a","architecture":{"output_modalities":["text","audio"]}}""", false)]
    [InlineData("""{"id":"a","architecture":{"output_modalities":["text"]}}""", false)]
    [InlineData("""{"id":"a","architecture":{"modality":"text->text"}}""", null)]
    public void What_tells_most_decides(string json, bool? expected)
    {
        using JsonDocument document = JsonDocument.Parse(json);

        Assert.Equal(expected, ModelEntryReader.Read(new ListItem(document.RootElement, null))?.IsForSpeech);
    }

    [Theory]
    [InlineData("""{"id":"a","\ud800 and more letters than any field has":1}""")]
    [InlineData("""{"\ud800 and more letters than any field has":1,"id":"a"}""")]
    [InlineData("""{"id":"\udc00"}""")]
    public void Half_of_a_character_does_no_harm(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);

        // The entry is read or left out, as the parser sees fit.
        Assert.True(ModelEntryReader.Read(new ListItem(document.RootElement, null)) is null or { Id: "a" });
    }

    [Theory]
    [InlineData("""{"currency":"USD / M Tokens","input":0.6,"output":12}""", "0.6", "12", "USD / M Tokens")]
    [InlineData("""{"currency":"USD / M Tokens","input":null,"output":12}""", null, "12", "USD / M Tokens")]
    [InlineData("""{"input":15}""", "15", null, null)]
    [InlineData("""{"currency":"USD","per_request":0.04}""", "0.04", null, "USD per request")]
    [InlineData("""{"currency":"USD","per_second":0.001}""", "0.001", null, "USD per second")]
    [InlineData("""{"currency":"USD / Request","per_request":"4e-2"}""", "0.04", null, "USD / Request")]
    [InlineData("""{"per_second":1}""", "1", null, "per second")]
    [InlineData("""{"currency":"USD"}""", null, null, null)]
    [InlineData("""{"currency":"USD / M Tokens","per_request":0.04}""", "0.04", null, "USD per request")]
    // A nought beside a price of another kind says only that there is none of its own kind.
    [InlineData("""{"currency":"USD","input":0,"output":0,"per_request":0.04}""", "0.04", null, "USD per request")]
    [InlineData("""{"currency":"USD","input":0,"per_request":0,"per_second":2}""", "2", null, "USD per second")]
    [InlineData("""{"currency":"USD","input":3,"output":0,"per_request":0.04}""", "3", "0", "USD")]
    [InlineData("""{"currency":"USD","input":0,"output":0,"per_request":0}""", "0", "0", "USD")]
    [InlineData("""{"per_request":0}""", "0", null, "per request")]
    public void A_price_is_what_the_service_says(string pricing, string? price, string? output, string? unit)
    {
        using JsonDocument document = JsonDocument.Parse("{\"id\":\"a\",\"pricing\":" + pricing + "}");

        ModelEntry model = ModelEntryReader.Read(new ListItem(document.RootElement, null))!;

        static string? Text(decimal? number) =>
            number?.ToString("0.######", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal((price, output, unit), (Text(model.Price), Text(model.OutputPrice), model.PriceUnit));
    }
}
