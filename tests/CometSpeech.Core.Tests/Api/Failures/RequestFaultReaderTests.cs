using System.Text;
using CometSpeech.Core.Api.Failures;

namespace CometSpeech.Core.Tests.Api.Failures;

/// <summary>What of the request a service means, in the words of services that are known.</summary>
public sealed class RequestFaultReaderTests
{
    [Theory]
    // Pydantic, as FastAPI sends it
    [InlineData(
        """{"detail":[{"type":"string_too_long","loc":["body","input"],"""
            + """ "msg":"String should have at most 1000 characters","input":"Hello","ctx":{"max_length":1000}}]}""",
        RequestFault.TextTooLong,
        1000)]
    // OpenAI
    [InlineData(
        """{"error":{"message":"Input of 2132 tokens is over the maximum input limit of 2000 tokens. Please shorten """
            + """your input.","type":"invalid_request_error","param":null,"code":"invalid_value"}}""",
        RequestFault.TextTooLong,
        1800)]
    [InlineData(
        """{"error":{"message":"[{'type': 'string_too_long', 'loc': ('body', 'input'), 'msg': 'String should have at """
            + """most 4096 characters'}]","type":"invalid_request_error","param":null,"code":null}}""",
        RequestFault.TextTooLong,
        4096)]
    // Others
    [InlineData("Text too long (max 500 characters)", RequestFault.TextTooLong, 500)]
    [InlineData("Text is too long: 5,000 > 1,024 chars.", RequestFault.TextTooLong, 1024)]
    [InlineData("The input must be 300 characters or less.", RequestFault.TextTooLong, 300)]
    [InlineData("Input exceeds the maximum of 3000 bytes", RequestFault.TextTooLong, 1000)]
    [InlineData("This text is too large.", RequestFault.TextTooLong, null)]
    [InlineData("""{"error":{"code":"context_length_exceeded","message":"No."}}""", RequestFault.TextTooLong, null)]
    // Voices
    [InlineData(
        """{"detail":{"error":"validation_error","message":"Voice 'alloy' not found. Available voices: af_sky, """
            + """am_adam","type":"invalid_request_error"}}""",
        RequestFault.Voice,
        null)]
    [InlineData(
        """{"error":{"message":"Input should be 'alloy' or 'ash'","type":"invalid_request_error","param":"voice"}}""",
        RequestFault.Voice,
        null)]
    [InlineData("""{"detail":"Unsupported voice: nova"}""", RequestFault.Voice, null)]
    // Formats
    [InlineData(
        """{"detail":[{"type":"literal_error","loc":["body","response_format"],"msg":"Input should be 'mp3' or """
            + """'wav'","input":"opus"}]}""",
        RequestFault.Format,
        null)]
    [InlineData("Format opus is not supported. Use mp3 or wav.", RequestFault.Format, null)]
    // Models
    [InlineData(
        """{"error":{"message":"The model `tts-9` does not exist or you do not have access to it.","type":"""
            + """ "invalid_request_error","param":null,"code":"model_not_found"}}""",
        RequestFault.Model,
        null)]
    [InlineData("""{"error":{"message":"The model `tts-1` has been deprecated."}}""", RequestFault.Model, null)]
    [InlineData("""{"detail":"Model 'hexgrad/Kokoro' is not installed locally."}""", RequestFault.Model, null)]
    [InlineData("The model kokoro-v1.0 does not exist.", RequestFault.Model, null)]
    // Contents
    [InlineData(
        """{"error":{"code":403,"message":"Your input was flagged","metadata":{"reasons":["violence"]}}}""",
        RequestFault.Content,
        null)]
    [InlineData("""{"error":{"message":"No.","code":"sensitive_words_detected"}}""", RequestFault.Content, null)]
    [InlineData("""{"error":{"message":"No.","code":"content_policy_violation"}}""", RequestFault.Content, null)]
    // Neither
    [InlineData("""{"detail":"Not Found"}""", RequestFault.Unknown, null)]
    [InlineData("This voice is hoarse.", RequestFault.Unknown, null)]
    [InlineData(
        """{"detail":[{"type":"string_too_long","loc":["body","instructions"],"msg":"String should have at most 9 """
            + """characters"}]}""",
        RequestFault.Unknown,
        null)]
    [InlineData("""{"error":{"message":"speed must be at most 4","param":"speed"}}""", RequestFault.Unknown, null)]
    [InlineData("Internal error (request id: 20260101)", RequestFault.Unknown, null)]
    public void The_words_of_known_services_are_understood(string body, RequestFault fault, int? limit)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        ServiceError error = ServiceError.Parse(bytes, bytes.Length, "application/json", null);

        Assert.Equal(fault, RequestFaultReader.Read(400, error));
        Assert.Equal(
            limit, fault == RequestFault.TextTooLong ? RequestFaultReader.ReadLimit(error.Message) : null);
    }

    // A list of voices that blames the voice by name is one for all texts; words about the text are not.
    [Theory]
    [InlineData("Voice 'alloy' not found. Available voices: a, b", true)]
    [InlineData("Unsupported voice: nova", true)]
    [InlineData("Characters of this text are not supported by the voice.", false)]
    public void A_voice_that_is_blamed_by_name_is_told_from_one_that_is_mentioned(string message, bool isNamed)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(message);
        ServiceError error = ServiceError.Parse(bytes, bytes.Length, "text/plain", null);

        Assert.Equal(RequestFault.Voice, RequestFaultReader.Read(400, error));
        Assert.Equal(isNamed, RequestFaultReader.IsNamed(error));
    }

    [Theory]
    // speaches
    [InlineData("""{"detail":"API key required. Please provide an API key using the Authorization header."}""", true)]
    [InlineData("""{"detail":"Invalid API key. The provided API key is incorrect."}""", true)]
    // Google's address for OpenAI's clients
    [InlineData("""[{"error":{"code":400,"message":"API key not valid. Please pass a valid API key."}}]""", true)]
    [InlineData("""{"error":{"message":"Your API key may not use this model."}}""", false)]
    [InlineData("""{"error":{"message":"The text says that an API key was lost."}}""", false)]
    public void A_key_that_is_refused_is_told_from_one_that_is_mentioned(string body, bool isRefused)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);

        Assert.Equal(
            isRefused,
            RequestFaultReader.IsKeyRefused(ServiceError.Parse(bytes, bytes.Length, "application/json", null)));
    }

    [Fact]
    public void Too_large_a_body_is_too_long_a_text()
    {
        ServiceError error = ServiceError.Parse([], 0, "text/html", null);

        Assert.Equal(RequestFault.TextTooLong, RequestFaultReader.Read(413, error));
    }
}
