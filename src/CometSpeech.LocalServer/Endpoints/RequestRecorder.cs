using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace CometSpeech.LocalServer.Endpoints;

/// <summary>Reads each request's body, keeps the request for tests, counts and logs it.</summary>
internal sealed class RequestRecorder(TextWriter? log)
{
    private readonly Lock _lock = new();

    private readonly TextWriter? _log = log is null ? null : TextWriter.Synchronized(log);

    private List<ReceivedRequest> _requests = [];

    private int _inProgress;

    private int _maxConcurrency;

    /// <summary>All requests in the order of their arrival.</summary>
    public IReadOnlyList<ReceivedRequest> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>The most requests that were in progress at one time.</summary>
    public int MaxConcurrency
    {
        get
        {
            lock (_lock)
            {
                return _maxConcurrency;
            }
        }
    }

    /// <summary>The request that this context belongs to.</summary>
    public static ReceivedRequest Current(HttpContext context) =>
        context.Features.GetRequiredFeature<ReceivedRequest>();

    public void Clear()
    {
        lock (_lock)
        {
            _requests = [];
            _maxConcurrency = _inProgress;
        }
    }

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        DateTimeOffset time = DateTimeOffset.UtcNow;
        long start = Stopwatch.GetTimestamp();
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        ReceivedRequest request = Begin(context, time, body.ToArray());
        context.Features.Set(request);
        try
        {
            await next(context);
        }
        finally
        {
            End(context, request, Stopwatch.GetElapsedTime(start));
        }
    }

    private ReceivedRequest Begin(HttpContext context, DateTimeOffset time, byte[] body)
    {
        lock (_lock)
        {
            _inProgress++;
            _maxConcurrency = Math.Max(_maxConcurrency, _inProgress);
            ReceivedRequest request = new()
            {
                Number = _requests.Count + 1,
                Time = time,
                Method = context.Request.Method,
                Path = context.Request.Path + context.Request.QueryString,
                Headers = context.Request.Headers.ToDictionary(
                    header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                BodyBytes = body,
                Body = ParseObject(body),
                Concurrency = _inProgress,
            };
            _requests.Add(request);
            return request;
        }
    }

    private void End(HttpContext context, ReceivedRequest request, TimeSpan elapsed)
    {
        bool isLost = request.WasCut
            || (context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted);
        int? status = isLost ? null : context.Response.StatusCode;
        lock (_lock)
        {
            _inProgress--;
            request.Status = status;
        }

        string outcome = status?.ToString(CultureInfo.InvariantCulture) ?? "cut";
        _log?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{request.Method} {request.Path} {outcome} {elapsed.TotalMilliseconds:F0} ms "
            + $"{request.Input?.Length ?? 0} characters"));
    }

    private static JsonElement? ParseObject(byte[] body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
