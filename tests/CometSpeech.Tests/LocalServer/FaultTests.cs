using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.LocalServer.Faults;
using CometSpeech.LocalServer.Faults.Connections;
using CometSpeech.LocalServer.Faults.Limits;

namespace CometSpeech.Tests.LocalServer;

// Now and then a connection that Kestrel keeps ends in Wine. The module asks again; these tests do not.
[Trait("Wine", "no")]
public class FaultTests
{
    [Fact]
    public async Task Faults_come_in_turn_and_then_all_is_well()
    {
        await using ServerConversation conversation =
            await ServerConversation.StartAsync(new ErrorFault(500, "server_error"), null, new ErrorFault(429));

        List<HttpStatusCode> statuses = [];
        for (int i = 0; i < 4; i++)
        {
            using HttpResponseMessage response = await conversation.SpeakAsync();
            statuses.Add(response.StatusCode);
        }

        Assert.Equal(
            [HttpStatusCode.InternalServerError, HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.OK],
            statuses);
        Assert.Equal([500, 200, 429, 200], conversation.Server.Requests.Select(request => request.Status));
    }

    [Theory]
    [InlineData(200, "<html></html>", "text/html")]
    [InlineData(200, "{}", "application/json")]
    [InlineData(200, "", "audio/mpeg")]
    public async Task Any_response_can_be_sent(int status, string body, string contentType)
    {
        await using ServerConversation conversation =
            await ServerConversation.StartAsync(new ResponseFault(status, body, contentType));

        using HttpResponseMessage response = await conversation.SpeakAsync();

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(contentType, response.Content.Headers.ContentType?.ToString());
        Assert.Equal(body, await response.Content.ReadAsStringAsync());
        Assert.Equal(status, conversation.Server.Requests.Single().Status);
    }

    [Fact]
    public async Task A_redirect_names_its_target()
    {
        await using ServerConversation conversation =
            await ServerConversation.StartAsync(ResponseFault.Redirect(new Uri("http://example.org/v1")));

        using HttpResponseMessage response = await conversation.SpeakAsync();

        Assert.Equal(
            (HttpStatusCode.TemporaryRedirect, "http://example.org/v1"),
            (response.StatusCode, response.Headers.Location?.ToString()));
    }

    [Fact]
    public async Task A_reset_connection_is_reset()
    {
        await using ServerConversation conversation = await ServerConversation.StartAsync(new ResetFault());

        HttpRequestException exception =
            await Assert.ThrowsAsync<HttpRequestException>(() => conversation.SpeakAsync());

        SocketException socket = Assert.IsType<SocketException>(exception.GetBaseException());
        Assert.Equal(SocketError.ConnectionReset, socket.SocketErrorCode);
        Assert.Null(conversation.Server.Requests.Single().Status);
    }

    [Theory]
    [InlineData(BodyFraming.Chunked, 100)]
    [InlineData(BodyFraming.Chunked, 0)]
    [InlineData(BodyFraming.ContentLength, 100)]
    public async Task A_cut_body_with_a_known_end_is_seen_by_the_client(BodyFraming framing, int afterBytes)
    {
        await using ServerConversation conversation =
            await ServerConversation.StartAsync(new CutFault(afterBytes, framing));

        using HttpResponseMessage response = await conversation.SpeakAsync();
        byte[] received = new byte[afterBytes];
        await using Stream body = await response.Content.ReadAsStreamAsync();
        await body.ReadExactlyAsync(received);

        Assert.Equal(framing == BodyFraming.ContentLength, response.Content.Headers.ContentLength is not null);
        HttpIOException exception = await Assert.ThrowsAsync<HttpIOException>(
            async () => await body.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false));
        Assert.Equal(HttpRequestError.ResponseEnded, exception.HttpRequestError);
    }

    [Fact]
    public async Task A_cut_body_that_the_connection_ends_looks_whole()
    {
        await using ServerConversation conversation =
            await ServerConversation.StartAsync(new CutFault(100, BodyFraming.CloseDelimited));

        using HttpResponseMessage response = await conversation.SpeakAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("audio/mpeg", response.Content.Headers.ContentType?.ToString());
        Assert.NotNull(response.Headers.GetValues("x-request-id").Single());
        Assert.Equal(100, (await response.Content.ReadAsByteArrayAsync()).Length);
    }

    [Fact]
    public async Task A_stalled_body_neither_goes_on_nor_ends()
    {
        await using ServerConversation conversation = await ServerConversation.StartAsync(new StallFault(100));
        using HttpResponseMessage response = await conversation.SpeakAsync();
        await using Stream body = await response.Content.ReadAsStreamAsync();
        await body.ReadExactlyAsync(new byte[100]);
        using CancellationTokenSource patience = new(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await body.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, patience.Token));
    }

    [Fact]
    public async Task A_dripping_body_arrives_whole()
    {
        await using ServerConversation conversation =
            await ServerConversation.StartAsync(new DripFault(500, TimeSpan.FromMilliseconds(1)));

        Assert.Equal(await conversation.SpeakWholeAsync(), await conversation.SpeakWholeAsync());
    }

    [Fact]
    public async Task A_delayed_answer_is_the_right_one()
    {
        await using ServerConversation conversation =
            await ServerConversation.StartAsync(null, new DelayFault(TimeSpan.FromMilliseconds(1)));

        Assert.Equal(await conversation.SpeakWholeAsync(), await conversation.SpeakWholeAsync());
    }

    [Fact]
    public async Task A_delay_keeps_only_the_requests_waiting_that_it_is_meant_for()
    {
        await using ServerConversation conversation = await ServerConversation.StartAsync(new LocalServerOptions
        {
            Engine = EngineKind.Tone,
            Faults = Fault.When(request => request.Input == "chunk 2", new DelayFault(TimeSpan.FromMinutes(5))),
        });
        using CancellationTokenSource end = new();
        Task<HttpResponseMessage> delayed = conversation.SpeakAsync("chunk 2", cancellationToken: end.Token);
        await conversation.WaitForRequestsAsync(1);

        await conversation.SpeakWholeAsync("chunk 1");

        Assert.False(delayed.IsCompleted);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => delayed);
    }

    [Fact]
    public async Task An_endless_body_goes_on_until_the_client_leaves()
    {
        await using ServerConversation conversation = await ServerConversation.StartAsync(new EndlessFault());
        using (HttpResponseMessage response = await conversation.SpeakAsync())
        {
            await using Stream body = await response.Content.ReadAsStreamAsync();
            await body.ReadExactlyAsync(new byte[5_000_000]);
        }

        await conversation.SpeakWholeAsync();
    }

    [Theory]
    [InlineData(null, "audio/mpeg")]
    [InlineData("audio/wav", "audio/wav")]
    public async Task A_wrong_format_claims_what_it_was_told_to(string? claim, string expected)
    {
        await using ServerConversation conversation =
            await ServerConversation.StartAsync(new WrongFormatFault("mp3", claim));

        using HttpResponseMessage response = await conversation.SpeakAsync(format: "wav");

        Assert.Equal(expected, response.Content.Headers.ContentType?.ToString());
        Assert.Equal("ID3"u8.ToArray(), (await response.Content.ReadAsByteArrayAsync())[..3]);
    }

    [Fact]
    public async Task Held_requests_wait_for_their_release_and_are_counted()
    {
        HoldFault hold = new();
        await using ServerConversation conversation = await ServerConversation.StartAsync(hold, hold, hold);

        Task<byte[]>[] requests =
            [.. Enumerable.Range(1, 3).Select(number => conversation.SpeakWholeAsync($"chunk {number}"))];
        await conversation.WaitForRequestsAsync(3);
        Assert.DoesNotContain(requests, request => request.IsCompleted);
        hold.Release();
        await Task.WhenAll(requests);

        Assert.Equal(3, conversation.Server.MaxConcurrency);
        Assert.Equal([1, 2, 3], conversation.Server.Requests.Select(request => request.Concurrency));
    }

    [Fact]
    public async Task Too_many_requests_at_a_time_are_refused()
    {
        await using ServerConversation conversation = await ServerConversation.StartAsync(new LocalServerOptions
        {
            Engine = EngineKind.Tone,
            Latency = TimeSpan.FromMinutes(5),
            Faults = Fault.Always(new ConcurrencyLimitFault(2)),
        });
        using CancellationTokenSource end = new();
        Task<HttpResponseMessage>[] accepted =
            [.. Enumerable.Range(0, 2).Select(_ => conversation.SpeakAsync(cancellationToken: end.Token))];
        await conversation.WaitForRequestsAsync(2);

        using HttpResponseMessage refused = await conversation.SpeakAsync();

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(accepted));
    }

    [Theory]
    [InlineData(RetryAfterStyle.None)]
    [InlineData(RetryAfterStyle.Seconds)]
    [InlineData(RetryAfterStyle.Date)]
    [InlineData(RetryAfterStyle.Milliseconds)]
    public async Task Too_many_requests_in_a_window_are_told_when_to_come_again(RetryAfterStyle style)
    {
        RateLimitFault limit = new(2, TimeSpan.FromHours(1), style);
        await using ServerConversation conversation = await ServerConversation.StartAsync(limit, limit, limit);

        await conversation.SpeakWholeAsync();
        await conversation.SpeakWholeAsync();
        using HttpResponseMessage refused = await conversation.SpeakAsync();

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(
            "rate_limit_exceeded", (await ServerConversation.ErrorOfAsync(refused)).GetProperty("code").GetString());
        Assert.Equal(
            style == RetryAfterStyle.Seconds, refused.Headers.RetryAfter?.Delta is { TotalMinutes: > 50 and <= 60 });
        Assert.Equal(style == RetryAfterStyle.Date, refused.Headers.RetryAfter?.Date is not null);
        Assert.Equal(
            style == RetryAfterStyle.Milliseconds,
            refused.Headers.TryGetValues("retry-after-ms", out IEnumerable<string>? values)
                && int.Parse(values.Single(), CultureInfo.InvariantCulture) > 3_000_000);
    }
}
