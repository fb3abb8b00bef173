using System.Text.Json.Serialization;

namespace CometSpeech.Core.Api;

/// <summary>The bodies the service takes; unset fields stay out, numbers know no culture.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CreateSpeechBody), GenerationMode = JsonSourceGenerationMode.Serialization)]
internal sealed partial class ServiceJson : JsonSerializerContext;

internal sealed record CreateSpeechBody(
    string Model,
    string Input,
    string Voice,
    string ResponseFormat,
    double? Speed,
    string? Instructions);
