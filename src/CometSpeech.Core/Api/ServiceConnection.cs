using System.Globalization;
using System.Net.Http.Headers;
using System.Reflection;
using CometSpeech.Core.Api.Failures;
using CometSpeech.Core.Api.Pacing;
using CometSpeech.Core.Keys;

namespace CometSpeech.Core.Api;

/// <summary>
/// Sends HTTP requests to a service, whatever they ask for: with its key, in turn at the command's throttle, again as
/// long as that can help. An answer that is no success becomes a <see cref="ServiceException"/>.
/// </summary>
internal sealed class ServiceConnection : IDisposable
{
    private static readonly ProductInfoHeaderValue s_userAgent = new(
        "CometSpeech",
        typeof(ServiceConnection).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()?.Version ?? "0");

    private readonly ServiceAddress _address;
    private readonly CometApiClientOptions _options;
    private readonly HttpMessageInvoker _transport;
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly RequestThrottle _throttle;
    private readonly RequestRetry _retry;

    /// <summary>Makes a connection for one command; it shares the process's sockets with all others.</summary>
    /// <param name="address">The service.</param>
    /// <param name="key">The key for that service, or null to send none.</param>
    /// <param name="options">Limits.</param>
    /// <param name="log">Takes a line for every retry; called from any thread.</param>
    /// <exception cref="UnencryptedConnectionException">The key would cross a network in plain text.</exception>
    public ServiceConnection(
        ServiceAddress address, ApiKey? key, CometApiClientOptions options, Action<string>? log)
    {
        UnencryptedConnectionException.ThrowIfExposed(address, key);
        _address = address;
        Secret = key?.Reveal();
        _options = options;
        _transport = Transport.For(address);
        _throttle = new RequestThrottle(options.ThrottleLimit, _time);
        _retry = new RequestRetry(_throttle, options.MaximumRetryCount, _time, log ?? (_ => { }));
    }

    /// <summary>The key that is sent, which no message may quote; null when none is.</summary>
    public string? Secret { get; }

    /// <summary>What all requests wait for at this moment; null when they do not. Called from any thread.</summary>
    public RequestWait? Wait => _retry.Wait;

    /// <inheritdoc/>
    public void Dispose() => _throttle.Dispose();

    /// <summary>Sends a request until it succeeds, or fails for good.</summary>
    /// <param name="createRequest">Makes the request of an attempt.</param>
    /// <param name="read">Reads the answer of a success.</param>
    /// <param name="cancellationToken">Ends the request at once.</param>
    /// <returns>What was read, and how many attempts there were.</returns>
    /// <exception cref="ServiceException">The last attempt's failure.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task<(T Answer, int Attempts)> SendAsync<T>(
        Func<HttpRequestMessage> createRequest,
        Func<HttpResponseMessage, InactivityTimeout, Task<T>> read,
        CancellationToken cancellationToken) =>
        _retry.SendAsync((turn, token) => AttemptAsync(createRequest, read, turn, token), cancellationToken);

    /// <summary>What the body of an answer says went wrong. The status alone is enough where it breaks off.</summary>
    public async Task<ServiceError> ReadErrorAsync(HttpResponseMessage response, InactivityTimeout timeout)
    {
        (byte[] body, int count) =
            await ReadHeadAsync(response, ServiceError.MaxBodyLength, timeout).ConfigureAwait(false);
        return ServiceError.Parse(
            body,
            SpeechResponseReader.IsCompressed(response) ? 0 : count,
            response.Content.Headers.ContentType?.MediaType,
            Secret);
    }

    /// <summary>The service's id of a request, from the answer's headers.</summary>
    public string? RequestIdOf(HttpResponseMessage response) => FailureClassifier.RequestId(response, Secret);

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
            throw Disconnection.Describe(e, request.RequestUri!, Transport.ProxyOf(_address), Secret);
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

    private void Authorize(HttpRequestMessage request)
    {
        request.Headers.UserAgent.Add(s_userAgent);
        // Without it a server may compress as it likes (RFC 9110, 12.5.3).
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        // .NET Framework would ask first and wait for an answer that not every server gives.
        request.Headers.ExpectContinue = false;
        if (Secret is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Secret);
        }
    }

    private async Task<ServiceException> FailAsync(HttpResponseMessage response, Uri uri, InactivityTimeout timeout)
    {
        ServiceError error = await ReadErrorAsync(response, timeout).ConfigureAwait(false);
        return FailureClassifier.Classify(response, error, uri, Secret, _time.GetUtcNow());
    }

    // What came before the connection broke off or fell silent is enough.
    private static async Task<(byte[] Body, int Count)> ReadHeadAsync(
        HttpResponseMessage response, int maxLength, InactivityTimeout timeout)
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
        catch (Exception e) when (Disconnection.Is(e) || timeout.HasExpired)
        {
            // Only the caller's stop is passed on.
            if (!timeout.HasExpired)
            {
                timeout.Token.ThrowIfCancellationRequested();
            }
        }

        return (head.GetBuffer(), (int)head.Length);
    }
}
