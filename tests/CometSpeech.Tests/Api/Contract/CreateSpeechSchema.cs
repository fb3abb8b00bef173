using System.Text.Json;
using CometSpeech.LocalServer;
using CometSpeech.Tests.Help;
using Json.Schema;

namespace CometSpeech.Tests.Api.Contract;

/// <summary>The schema of a request for speech that OpenAI publishes; see tests/fixtures/contract.</summary>
internal static class CreateSpeechSchema
{
    private static readonly JsonSchema s_schema = JsonSchema.FromText(File.ReadAllText(Path.Combine(
        HelpPage.RepositoryRoot, "tests", "fixtures", "contract", "create-speech-request.schema.json")));

    /// <summary>What is wrong with a body, each with its place; empty when nothing is.</summary>
    public static IReadOnlyList<string> FaultsOf(JsonElement body)
    {
        EvaluationResults results =
            s_schema.Evaluate(body, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return results.IsValid
            ? []
            : [.. (results.Details ?? [results])
                .SelectMany(
                    detail => detail.Errors ?? [], (detail, error) => $"{detail.InstanceLocation}: {error.Value}"),
                "It does not fit."];
    }

    /// <summary>Fails unless the request is one for speech, and its body fits.</summary>
    public static void AssertFits(ReceivedRequest request)
    {
        Assert.Equal("POST /v1/audio/speech", $"{request.Method} {request.Path}");
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.Empty(FaultsOf(request.Body!.Value));
    }
}
