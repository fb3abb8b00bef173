using System.Text.Json;
using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Api;

/// <summary>
/// The body of <c>POST /v1/audio/speech</c> (OpenAI's schema CreateSpeechRequest), in JSON: what is not set stays out,
/// numbers know no culture.
/// </summary>
internal static class SpeechBody
{
    /// <summary>The body, in UTF-8.</summary>
    public static byte[] Of(SpeechRequest request)
    {
        using MemoryStream body = new();
        using (Utf8JsonWriter writer = new(body))
        {
            writer.WriteStartObject();
            writer.WriteString("model", request.Model);
            writer.WriteString("input", request.Input);
            writer.WriteString("voice", request.Voice);
            writer.WriteString("response_format", AudioFormats.GetName(request.ResponseFormat));
            if (request.Speed is { } speed)
            {
                writer.WriteNumber("speed", speed);
            }

            if (request.Instructions is { } instructions)
            {
                writer.WriteString("instructions", instructions);
            }

            writer.WriteEndObject();
        }

        return body.ToArray();
    }
}
