using System.Net.Http.Headers;
using CometSpeech.Core.Api.Failures;
using CometSpeech.Core.Api.Pacing;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Keys;

namespace CometSpeech.Core.Api;

/// <summary>
/// Asks the endpoint for speech. An answer counts as speech only when its status, its content type and its bytes say
/// so.
/// </summary>
public sealed class CometApiClient : IDisposable
{
    private readonly ServiceAddress _address;
    private readonly CometApiClientOptions _options;
    private readonly ServiceConnection _connection;
    private readonly AnswerHistory _history;

    /// <summary>Makes a client for one command; it shares the process's connections with all others.</summary>
    /// <param name="address">The service.</param>
    /// <param name="key">The key for that service, or null to send none.</param>
    /// <param name="options">Limits.</param>
    /// <param name="log">Takes a line for every retry; called from any thread.</param>
    /// <param name="warn">Takes what a user should know of the service; called from any thread.</param>
    /// <exception cref="UnencryptedConnectionException">The key would cross a network in plain text.</exception>
    public CometApiClient(
        ServiceAddress address,
        ApiKey? key,
        CometApiClientOptions options,
        Action<string>? log = null,
        Action<string>? warn = null)
    {
        _address = address;
        _options = options;
        _history = new AnswerHistory(warn ?? (_ => { }));
        _connection = new ServiceConnection(address, key, options, log);
    }

    /// <summary>What all requests wait for at this moment; null when they do not. Called from any thread.</summary>
    public RequestWait? Wait => _connection.Wait;

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    /// <summary>
    /// Asks for the speech and writes it to a stream as it arrives. The bytes count only when this returns.
    /// </summary>
    /// <param name="request">What is spoken, and how.</param>
    /// <param name="output">Takes the answer; its length is set to 0 before each attempt.</param>
    /// <param name="cancellationToken">Ends the request at once.</param>
    /// <exception cref="ServiceException">The service gave no speech, after all attempts.</exception>
    /// <exception cref="ResponseFileException">The disk refused the answer.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<SpeechResponse> CreateSpeechAsync(
        SpeechRequest request, Stream output, CancellationToken cancellationToken)
    {
        byte[] body = SpeechBody.Of(request);
        Uri uri = _address.Resolve("audio/speech");
        var check = new SpeechCheck(request, _options.MaximumRetryCount, _history);

        (SpeechResponse answer, int attempts) = await _connection.SendAsync(
            () =>
            {
                check.Begin();
                return new HttpRequestMessage(HttpMethod.Post, uri) { Content = JsonContent(body) };
            },
            async (response, timeout) =>
            {
                SpeechResponseReader.RefuseUnasked(response);
                // Raw samples have no mark of their own: the answer's name for them is all there is.
                if (request.ResponseFormat == AudioFormat.Pcm && SpeechResponseReader.IsAnnouncedAsText(response))
                {
                    throw await DescribeTextAsync(response, timeout).ConfigureAwait(false);
                }

                AudioProperties audio = await SpeechResponseReader
                    .ReadAsync(response, request, output, timeout, _connection.Secret)
                    .ConfigureAwait(false);
                check.Require(audio);
                return new SpeechResponse(audio, _connection.RequestIdOf(response), 1);
            },
            cancellationToken).ConfigureAwait(false);
        return answer with { Attempts = attempts };
    }

    private async Task<ServiceException> DescribeTextAsync(HttpResponseMessage response, InactivityTimeout timeout)
    {
        string mediaType =
            SafeText.Clean(response.Content.Headers.ContentType?.MediaType ?? "", _connection.Secret, 80);
        ServiceError error = await _connection.ReadErrorAsync(response, timeout).ConfigureAwait(false);
        return SpeechResponseReader.NotAudio(mediaType, error, (int)response.StatusCode);
    }

    private static ByteArrayContent JsonContent(byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }
}
