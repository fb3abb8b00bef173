using System.Text;
using CometSpeech.Core.Api.Failures;

namespace CometSpeech.Core.Tests.Api.Failures;

/// <summary>A missing model in the words of services that are known, and what only mentions a model.</summary>
public sealed class MissingModelReaderTests
{
    [Theory]
    // OpenAI
    [InlineData(404, """{"error":{"message":"The model `tts-1` does not exist or you do not have access to it."}}""")]
    [InlineData(404, """{"error":{"message":"The requested model 'tts-1' does not exist.","param":"model"}}""")]
    [InlineData(
        404,
        """{"error":{"message":"The model `tts-1` has been deprecated, learn more here: https://platform.openai.com/"""
            + """docs/deprecations","type":"invalid_request_error","param":null,"code":"model_not_found"}}""")]
    [InlineData(400, """{"error":{"message":"The model `tts-1` has been retired.","code":null}}""")]
    [InlineData(400, """{"error":{"message":"That model does not exist"}}""")]
    // one-api, new-api and CometAPI
    [InlineData(
        503,
        """{"error":{"message":"No available channel for model tts-1 under group default (distributor) (request id: """
            + """20261125)","type":"comet_api_error","param":"","code":""}}""")]
    [InlineData(503, """{"error":{"message":"No available channels for model tts-1 in group default"}}""")]
    [InlineData(
        503, """{"error":{"message":"当前分组 default 下对于模型 tts-1 无可用渠道 (request id: 1)","type":"one_api_error"}}""")]
    [InlineData(503, """{"error":{"code":"","message":"分组 default 下模型 tts-1 无可用渠道（distributor）"}}""")]
    [InlineData(503, """{"error":{"code":"model_not_found","message":"No."}}""")]
    [InlineData(500, """{"error":{"message":"The model `tts-1` does not exist"}}""")]
    // Groq
    [InlineData(
        400,
        """{"error":{"message":"The model `playai-tts` has been decommissioned and is no longer supported. """
            + """Please refer to https://console.groq.com/docs/deprecations","type":"invalid_request_error"}}""")]
    [InlineData(500, """{"error":{"message":"No.","code":"model_decommissioned"}}""")]
    // LocalAI
    [InlineData(
        403,
        """{"error":{"code":403,"message":"model \"kokoro\" is disabled","type":"model_disabled"}}""")]
    // OpenRouter
    [InlineData(400, """{"error":{"message":"openai/tts-9 is not a valid model ID","code":400}}""")]
    [InlineData(404, """{"error":{"message":"No endpoints found for openai/tts-9.","code":404}}""")]
    // LiteLLM
    [InlineData(
        400,
        """{"error":{"message":{"error":"/audio/speech: Invalid model name passed in model=tts-9. Call `/v1/models` """
            + """to view available models for your key."},"type":"None","param":"None","code":"400"}}""")]
    [InlineData(
        400,
        """{"error":{"message":"You passed in model=tts-9. There is no 'model_name' with this """
            + """string"}}""")]
    // Kokoro-FastAPI, speaches, Xinference, Ollama, mlx-audio
    [InlineData(
        400,
        """{"detail":{"error":"invalid_model","message":"Unsupported model: """
            + """tts-9","type":"invalid_request_error"}}""")]
    [InlineData(404, """{"detail":"Model 'hexgrad/Kokoro' is not installed locally. You can download it."}""")]
    [InlineData(
        400,
        """{"detail":"please check model type, the model you want to invoke is not a text-to-audio """
            + """model"}""")]
    [InlineData(400, """{"detail":"Model not found in the model list, uid: kokoro"}""")]
    [InlineData(404, """{"error":"model \"kokoro\" not found, try pulling it first"}""")]
    [InlineData(400, """{"detail":"Model type kokoro not supported."}""")]
    // Azure, AWS, Google, NVIDIA
    [InlineData(
        404,
        """{"error":{"code":"DeploymentNotFound","message":"The API deployment for this resource does not exist. """
            + """If you created the deployment within the last 5 minutes, please wait a moment and try again."}}""")]
    [InlineData(
        410,
        """{"error":{"message":"The model associated with the deployment is deprecated and no longer available for """
            + """use. Please refer to the Azure OpenAI service documentation for more information."}}""")]
    [InlineData(400, """{"message":"The provided model identifier is invalid."}""")]
    [InlineData(404, """{"message":"This model version has reached the end of its life."}""")]
    [InlineData(404, """{"error":{"message":"models/tts-9 is not found for API version v1beta"}}""")]
    [InlineData(410, """{"title":"Gone","detail":"The model 'tts-9' has reached its end of life on 2026-07-23."}""")]
    // Mistral, Moonshot, DeepSeek, SiliconFlow, Zhipu, Volcengine, Together, a gateway of Nous
    [InlineData(400, """{"object":"error","message":"Invalid model: tts-9","type":"invalid_model","code":"1500"}""")]
    [InlineData(404, """{"error":{"message":"Not found the model tts-9 or Permission denied"}}""")]
    [InlineData(400, """{"error":{"message":"Model Not Exist","code":"invalid_request_error"}}""")]
    [InlineData(400, """{"code":20012,"message":"Model does not exist. Please check it carefully.","data":null}""")]
    [InlineData(400, """{"error":{"code":"1211","message":"模型不存在，请检查模型代码。"}}""")]
    [InlineData(
        404,
        """{"error":{"message":"The model or endpoint tts-9 does not exist or you do not have """
            + """access."}}""")]
    [InlineData(404, """{"error":{"message":"Unable to access model tts-9. Please visit the list of models."}}""")]
    [InlineData(
        400,
        """{"error":{"code":"VALIDATION_ERROR","message":"Unsupported managed OpenAI speech model","details":{}}}""")]
    // Others
    [InlineData(422, """{"detail":[{"loc":["body","model"],"msg":"Input should be 'kokoro'"}]}""")]
    [InlineData(400, "The model kokoro-v1.0 isn't supported.")]
    [InlineData(400, "Unknown model 'gemini-2.5-flash-preview-tts'.")]
    [InlineData(400, "The model `tts-1` cannot be found.")]
    [InlineData(410, "Gone")]
    [InlineData(410, "")]
    [InlineData(400, """{"error":{"message":"Incorrect model ID. Ask for the list of models."}}""")]
    [InlineData(400, "The model tts-9 is invalid for this key")]
    [InlineData(503, """{"error":{"message":"Model tts-1 has no available channel","code":""}}""")]
    [InlineData(404, """{"error":"model_not_found"}""")]
    [InlineData(503, """{"message":"model_not_found"}""")]
    // Its name has a word of other faults.
    [InlineData(404, """{"error":{"message":"The model `voice-format-1` does not exist"}}""")]
    [InlineData(404, """{"error":{"message":"The model `omni-moderation` does not exist","code":"model_not_found"}}""")]
    public void A_missing_model_is_told(int status, string body) =>
        Assert.Equal(RequestFault.Model, Read(status, body));

    [Theory]
    // An address
    [InlineData(404, """{"detail":"Not Found"}""", RequestFault.Unknown)]
    [InlineData(404, """{"error":{"message":"Invalid URL (POST /v1/speech)"}}""", RequestFault.Unknown)]
    [InlineData(404, "404 page not found", RequestFault.Unknown)]
    [InlineData(410, """{"error":{"message":"This endpoint was removed."}}""", RequestFault.Unknown)]
    [InlineData(410, "<html><title>410 Gone</title></html>", RequestFault.Unknown)]
    // The moment
    [InlineData(503, """{"error":{"message":"The model is overloaded. Try again later."}}""", RequestFault.Unknown)]
    [InlineData(503, """{"error":{"message":"The model is not available. Try again."}}""", RequestFault.Unknown)]
    [InlineData(
        503,
        """{"error":{"message":"Model tts-1 is not loaded yet.","param":"model"}}""",
        RequestFault.Unknown)]
    [InlineData(503, """{"error":{"message":"当前分组上游负载已饱和，请稍后再试"}}""", RequestFault.Unknown)]
    [InlineData(503, "No server is available to handle this request.", RequestFault.Unknown)]
    [InlineData(400, "The model is temporarily unavailable.", RequestFault.Unknown)]
    // What a model cannot do
    [InlineData(400, "Voice 'verse' is not supported by the model tts-1.", RequestFault.Voice)]
    [InlineData(
        400,
        """{"error":{"message":"The model `tts-1` does not have it.","param":"voice"}}""",
        RequestFault.Voice)]
    [InlineData(400, "Voice model 'en_US-amy' not found.", RequestFault.Voice)]
    [InlineData(404, "Voice 'af_sky' for model 'kokoro' not found.", RequestFault.Voice)]
    [InlineData(404, "The voice af_sky of the model kokoro does not exist.", RequestFault.Voice)]
    [InlineData(400, "音色 af_sky 在模型 kokoro 中不存在", RequestFault.Unknown)]
    [InlineData(400, "Invalid voice for this model. Available voices: a, b", RequestFault.Voice)]
    [InlineData(400, "Format opus is not supported with this model.", RequestFault.Format)]
    [InlineData(400, "Unsupported parameter: 'speed' is not supported with this model.", RequestFault.Unknown)]
    [InlineData(400, "The model does not support instructions.", RequestFault.Unknown)]
    [InlineData(400, "The model is not supported with stream_format sse.", RequestFault.Unknown)]
    [InlineData(400, "This model's maximum context length is 4096 tokens.", RequestFault.TextTooLong)]
    [InlineData(400, "Invalid model parameters: speed.", RequestFault.Unknown)]
    [InlineData(400, "The model produced invalid content.", RequestFault.Unknown)]
    [InlineData(400, "The model generates invalid audio for this text.", RequestFault.Unknown)]
    [InlineData(422, "Model found unknown tokens in the text.", RequestFault.Unknown)]
    // What a text has in it
    [InlineData(400, "The model cannot speak your text: one character is unknown.", RequestFault.Unknown)]
    [InlineData(
        400,
        """{"error":{"message":"'The old model was removed' cannot be spoken.","param":"input"}}""",
        RequestFault.Unknown)]
    [InlineData(
        400,
        """{"error":{"message":"Your text 'The model does not exist' was flagged by moderation."}}""",
        RequestFault.Content)]
    public void What_only_mentions_a_model_is_something_else(int status, string body, RequestFault fault) =>
        Assert.Equal(fault, Read(status, body));

    private static RequestFault Read(int status, string body)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        string type = body.StartsWith("<", StringComparison.Ordinal) ? "text/html"
            : body.StartsWith("{", StringComparison.Ordinal) ? "application/json"
            : "text/plain";
        return RequestFaultReader.Read(status, ServiceError.Parse(bytes, bytes.Length, type, null));
    }
}
