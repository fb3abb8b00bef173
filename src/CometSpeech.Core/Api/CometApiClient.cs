using System.Globalization;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text.Json;
using CometSpeech.Core.Api.Failures;
using CometSpeech.Core.Api.Pacing;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Keys;

namespace CometSpeech.Core.Api;

/// <summary>
/// Sends requests to the endpoint. Each waits for its turn at the command's throttle and is retried as long as that can
/// help; an answer counts as speech only when its status, its content type and its bytes say so.
/// </summary>
public sealed class CometApiClient : IDisposable
{
    private static readonly ProductInfoHeaderValue s_userAgent = new(
        "CometSpeech",
        typeof(CometApiClient).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()?.Version ?? "0");

    private readonly ServiceAddress _address;
    private readonly string? _secret;
    private readonly CometApiClientOptions _options;
    private readonly HttpMessageInvoker _transport;
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly RequestThrottle _throttle;
    private readonly RequestRetry _retry;
    private volatile bool _hasSound;

    /// <summary>Makes a client for one command; it shares the process's connections with all others.</summary>
    /// <param name="address">The service.</param>
    /// <param name="key">The key for that service, or null to send none.</param>
    /// <param name="options">Limits.</param>
    /// <param name="log">Takes a line for every retry; called from any thread.</param>
    /// <exception cref="UnencryptedConnectionException">The key would cross a network in plain text.</exception>
    public CometApiClient(
        ServiceAddress address, ApiKey? key, CometApiClientOptions options, Action<string>? log = null)
    {
        UnencryptedConnectionException.ThrowIfExposed(address, key);
        _address = address;
        _secret = key?.Reveal();
        _options = options;
        _transport = Transport.For(address);
        _throttle = new RequestThrottle(options.ThrottleLimit, _time);
        _retry = new RequestRetry(_throttle, options.MaximumRetryCount, _time, log ?? (_ => { }));
    }

    /// <summary>What all requests wait for at this moment; null when they do not. Called from any thread.</summary>
    public RequestWait? Wait => _retry.Wait;

    /// <inheritdoc/>
    public void Dispose() => _throttle.Dispose();

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
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(
            new CreateSpeechBody(
                request.Model,
                request.Input,
                request.Voice,
                AudioFormats.GetName(request.ResponseFormat),
                request.Speed,
                request.Instructions),
            ServiceJson.Default.CreateSpeechBody);
        Uri uri = _address.Resolve("audio/speech");
        var check = new SpeechCheck(request, canRetry: _options.MaximumRetryCount > 0, () => _hasSound);

        (SpeechResponse answer, int attempts) = await SendAsync(
            () => new HttpRequestMessage(HttpMethod.Post, uri) { Content = JsonContent(body) },
            async (response, timeout) =>
            {
                SpeechResponseReader.RefuseUnasked(response);
                // Raw samples have no mark of their own: the answer's name for them is all there is.
                if (request.ResponseFormat == AudioFormat.Pcm && SpeechResponseReader.IsAnnouncedAsText(response))
                {
                    throw await DescribeTextAsync(response, timeout).ConfigureAwait(false);
                }

                AudioProperties audio = await SpeechResponseReader
                    .ReadAsync(response, request, output, timeout, _secret)
                    .ConfigureAwait(false);
                check.Require(audio);
                _hasSound = _hasSound || !audio.IsSilent;
                return new SpeechResponse(audio, RequestIdOf(response), 1);
            },
            cancellationToken).ConfigureAwait(false);
        return answer with { Attempts = attempts };
    }

    /// <summary>Asks which models the key may use; costs nothing, so it tells whether the key works.</summary>
    /// <exception cref="ServiceException">The service refused, or is not there.</exception>
    public async Task<IReadOnlyList<string>> GetModelsAsync(CancellationToken cancellationToken)
    {
        const int MaxListLength = 16 * 1024 * 1024;
        Uri uri = _address.Resolve("models");
        (IReadOnlyList<string> models, _) = await SendAsync<IReadOnlyList<string>>(
            () => new HttpRequestMessage(HttpMethod.Get, uri),
            async (response, timeout) =>
            {
                (byte[] body, int count) = await ReadHeadAsync(response, MaxListLength, timeout).ConfigureAwait(false);
                try
                {
                    ModelList? list = JsonSerializer.Deserialize(body.AsSpan(0, count), ServiceJson.Default.ModelList);
                    return list?.Data?.Select(model => model.Id).OfType<string>().ToArray()
                        ?? throw NoModelList();
                }
                catch (JsonException)
                {
                    // It quotes the answer, so it is not passed on.
                    throw NoModelList();
                }
            },
            cancellationToken).ConfigureAwait(false);
        return models;
    }

    private Task<(T Answer, int Attempts)> SendAsync<T>(
        Func<HttpRequestMessage> createRequest,
        Func<HttpResponseMessage, InactivityTimeout, Task<T>> read,
        CancellationToken cancellationToken) =>
        _retry.SendAsync((turn, token) => AttemptAsync(createRequest, read, turn, token), cancellationToken);

    private async Task<T> AttemptAsync<T>(
        Func<HttpRequestMessage> createRequest,
        Func<HttpResponseMessage, InactivityTimeout, Task<T>> read,
        RequestTurn turn,
        CancellationToken cancellationToken)
    {
        using var timeout = new InactivityTimeout(_options.InactivityTimeout, cancellationToken);
        using HttpRequestMessage request = createRequest();
        Authorize(request);
        try
        {
            using HttpResponseMessage response =
                await _transport.SendAsync(request, timeout.Token).ConfigureAwait(false);
            timeout.Pause();
            // .NET Framework's streams do not look at the token; closing the answer ends their reads.
            using CancellationTokenRegistration closing = timeout.Token.Register(() => Close(response));
            if (!response.IsSuccessStatusCode)
            {
                throw await FailAsync(response, request.RequestUri!, timeout).ConfigureAwait(false);
            }

            _throttle.Accepted(turn);
            try
            {
                return await read(response, timeout).ConfigureAwait(false);
            }
            catch (ServiceException e)
            {
                e.StatusCode = (int)response.StatusCode;
                e.RequestId = RequestIdOf(response) ?? e.RequestId;
                e.Uri = request.RequestUri;
                throw;
            }
        }
        catch (Exception e) when (timeout.HasExpired && e is not (ServiceException or ResponseFileException))
        {
            throw new ServiceException(
                ServiceFailure.RequestTimedOut,
                string.Format(
                    CultureInfo.InvariantCulture,
                    "The service sent nothing for {0:0.#} {1}.",
                    _options.InactivityTimeout.TotalSeconds,
                    _options.InactivityTimeout.TotalSeconds == 1 ? "second" : "seconds"),
                e)
            {
                Uri = request.RequestUri,
                IsTransient = true,
            };
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception e) when (Disconnection.Is(e))
        {
            throw Disconnection.Describe(e, request.RequestUri!, Transport.ProxyOf(_address), _secret);
        }
    }

    // It may run on a timer's thread, where an exception would end the process.
    private static void Close(HttpResponseMessage response)
    {
        try
        {
            response.Dispose();
        }
        catch (Exception e) when (Disconnection.Is(e) || e is InvalidOperationException or NotSupportedException)
        {
            // The connection is given up in any case.
        }
    }

    private static ServiceException NoModelList() => new(
        ServiceFailure.NotFound,
        "The answer is no list of models: the address is not that of an OpenAI-compatible service.");

    private void Authorize(HttpRequestMessage request)
    {
        request.Headers.UserAgent.Add(s_userAgent);
        // Without it a server may compress as it likes (RFC 9110, 12.5.3).
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        // .NET Framework would ask first and wait for an answer that not every server gives.
        request.Headers.ExpectContinue = false;
        if (_secret is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _secret);
        }
    }

    private async Task<ServiceException> FailAsync(HttpResponseMessage response, Uri uri, InactivityTimeout timeout)
    {
        ServiceError error = await ReadErrorAsync(response, timeout).ConfigureAwait(false);
        return FailureClassifier.Classify(response, error, uri, _secret, _time.GetUtcNow());
    }

    private async Task<ServiceException> DescribeTextAsync(HttpResponseMessage response, InactivityTimeout timeout)
    {
        string mediaType = SafeText.Clean(response.Content.Headers.ContentType?.MediaType ?? "", _secret, 80);
        ServiceError error = await ReadErrorAsync(response, timeout).ConfigureAwait(false);
        return SpeechResponseReader.NotAudio(mediaType, error, (int)response.StatusCode);
    }

    // The status alone says enough when the words to it break off.
    private async Task<ServiceError> ReadErrorAsync(HttpResponseMessage response, InactivityTimeout timeout)
    {
        (byte[] body, int count) =
            await ReadHeadAsync(response, ServiceError.MaxBodyLength, timeout, endsEarly: true).ConfigureAwait(false);
        return ServiceError.Parse(
            body,
            SpeechResponseReader.IsCompressed(response) ? 0 : count,
            response.Content.Headers.ContentType?.MediaType,
            _secret);
    }

    private string? RequestIdOf(HttpResponseMessage response) => FailureClassifier.RequestId(response, _secret);

    /// <param name="endsEarly">What came before the connection broke off or fell silent is enough.</param>
    private static async Task<(byte[] Body, int Count)> ReadHeadAsync(
        HttpResponseMessage response, int maxLength, InactivityTimeout timeout, bool endsEarly = false)
    {
        using var head = new MemoryStream();
        try
        {
            using Stream body = await SpeechResponseReader
                .ReadAsStreamAsync(response.Content, timeout.Token)
                .ConfigureAwait(false);
            byte[] buffer = new byte[8 * 1024];
            int count;
            while (head.Length < maxLength
                && (count = await timeout
                    .ReadAsync(body, buffer, 0, (int)Math.Min(buffer.Length, maxLength - head.Length))
                    .ConfigureAwait(false)) > 0)
            {
                head.Write(buffer, 0, count);
            }
        }
        catch (Exception e) when (endsEarly && (Disconnection.Is(e) || timeout.HasExpired))
        {
            if (!timeout.HasExpired)
            {
                timeout.Token.ThrowIfCancellationRequested();
            }
        }

        return (head.GetBuffer(), (int)head.Length);
    }

    private static ByteArrayContent JsonContent(byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }
}
