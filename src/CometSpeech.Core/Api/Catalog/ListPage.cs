using System.IO.Compression;
using System.Text.Json;
using CometSpeech.Core.Api.Failures;
using CometSpeech.Core.Api.Pacing;

namespace CometSpeech.Core.Api.Catalog;

/// <summary>An answer that lists something, or a page of it.</summary>
internal sealed class ListPage : IDisposable
{
    // Where the entries lie: OpenAI's lists and CometAPI's catalogue have them in `data`, servers of one's own also in
    // a field named for them.
    private static readonly string[] s_fields = ["data", "voices", "models"];

    private static readonly byte[] s_byteOrderMark = [0xEF, 0xBB, 0xBF];

    private readonly JsonDocument _document;
    private readonly JsonElement _entries;
    private readonly string? _secret;

    private ListPage(JsonDocument document, JsonElement entries, int length, string? secret)
    {
        _document = document;
        _entries = entries;
        Length = length;
        _secret = secret;
    }

    /// <summary>How many bytes it took.</summary>
    public int Length { get; }

    /// <summary>Its entries, in the service's order.</summary>
    public IEnumerable<ListItem> Items => _entries.EnumerateArray().Select(entry => new ListItem(entry, _secret));

    /// <inheritdoc/>
    public void Dispose() => _document.Dispose();

    /// <summary>Reads an answer.</summary>
    /// <param name="response">An answer with a status of success.</param>
    /// <param name="kind">What it should list, in the plural.</param>
    /// <param name="maxLength">The most bytes it may take.</param>
    /// <param name="timeout">The clock.</param>
    /// <param name="secret">The key that was sent; null when none was.</param>
    /// <exception cref="ServiceException">It is too long, or no list.</exception>
    public static async Task<ListPage> ReadAsync(
        HttpResponseMessage response, string kind, int maxLength, InactivityTimeout timeout, string? secret)
    {
        using var body = new MemoryStream();
        try
        {
            using Stream stream = Decode(
                response,
                await SpeechResponseReader.ReadAsStreamAsync(response.Content, timeout.Token).ConfigureAwait(false));
            byte[] buffer = new byte[32 * 1024];
            int count;
            while ((count = await timeout.ReadAsync(stream, buffer, 0, buffer.Length).ConfigureAwait(false)) > 0)
            {
                if (body.Length + count > maxLength)
                {
                    throw TooLong(response.RequestMessage?.RequestUri);
                }

                body.Write(buffer, 0, count);
            }
        }
        catch (InvalidDataException)
        {
            // What it says is compressed is not.
            throw NotAList(kind, []);
        }

        ReadOnlyMemory<byte> text = body.GetBuffer().AsMemory(0, (int)body.Length);
        // Some write a byte-order mark, which JSON has no place for (RFC 8259, 8.1).
        text = text.Span.StartsWith(s_byteOrderMark) ? text.Slice(3) : text;
        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(text);
            if (FindEntries(document.RootElement) is { } entries)
            {
                var page = new ListPage(document, entries, text.Length, secret);
                document = null;
                return page;
            }
        }
        catch (JsonException)
        {
            // It quotes the answer, so it is not passed on.
        }
        finally
        {
            document?.Dispose();
        }

        string? mediaType = response.Content.Headers.ContentType?.MediaType;
        byte[] head = text.Slice(0, Math.Min(text.Length, ServiceError.MaxBodyLength)).ToArray();
        throw NotAList(kind, head, mediaType, secret);
    }

    /// <summary>The failure for a list without an end.</summary>
    public static ServiceException TooLong(Uri? uri) =>
        new(ServiceFailure.AnswerTooLong, "The list is longer than any that a service of speech can have.")
        {
            Uri = uri,
        };

    /// <summary>Where the list goes on; null at its end.</summary>
    /// <param name="first">The address of the first page.</param>
    /// <param name="current">The address of this one.</param>
    /// <param name="log">Is told of an end that is none.</param>
    public Uri? FindNext(Uri first, Uri current, Action<string> log)
    {
        JsonElement root = _document.RootElement;
        // OpenRouter has it in `links`.
        JsonElement holder = ListItem.Find(root, "links") is { ValueKind: JsonValueKind.Object } links ? links : root;
        if (ListItem.StringOf(ListItem.Find(holder, "next")) is { Length: > 0 } address)
        {
            if (Uri.TryCreate(current, address, out Uri? next) && IsSameOrigin(next, first))
            {
                return next;
            }

            // The key belongs to one origin.
            log($"The list goes on at another server than {first}, which is not asked.");
            return null;
        }

        // OpenAI's lists: https://platform.openai.com/docs/api-reference, "after", "has_more", "last_id".
        if (ListItem.Find(root, "has_more") is not { ValueKind: JsonValueKind.True })
        {
            return null;
        }

        string? last = new ListItem(root, _secret).FindId("last_id");
        last ??= Items.LastOrDefault() is { Element.ValueKind: not JsonValueKind.Undefined } item
            ? item.FindId("id")
            : null;
        return last is null
            ? null
            : new UriBuilder(first)
            {
                Query = $"{first.Query.TrimStart('?')}{(first.Query.Length > 1 ? "&" : "")}"
                    + $"after={Uri.EscapeDataString(last)}",
            }.Uri;
    }

    private static bool IsSameOrigin(Uri one, Uri other) =>
        Uri.Compare(
            one, other, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
        && one.UserInfo.Length == 0;

    private static JsonElement? FindEntries(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array)
        {
            return root;
        }

        // One that is empty has nothing to say where another is not.
        return s_fields
            .Select(field => ListItem.Find(root, field))
            .Where(entries => entries is { ValueKind: JsonValueKind.Array })
            .OrderByDescending(entries => entries!.Value.GetArrayLength() > 0)
            .FirstOrDefault();
    }

    // It was asked not to compress; gzip is what a server does that does not care (RFC 9110, 8.4.1.3).
    private static Stream Decode(HttpResponseMessage response, Stream body)
    {
        string[] codings = [.. response.Content.Headers.ContentEncoding
            .Where(coding => !coding.Equals("identity", StringComparison.OrdinalIgnoreCase))];
        return codings.Length == 0 ? body
            : codings is ["gzip" or "x-gzip"] ? new GZipStream(body, CompressionMode.Decompress)
            : throw new ServiceException(
                ServiceFailure.NotFound, "The service compressed its answer, though it was asked not to.");
    }

    /// <summary>The failure for a list in which nothing has a name.</summary>
    public static ServiceException Nameless(string kind, Uri uri) =>
        new(ServiceFailure.NotFound, $"None of the {kind} in the answer has a name that can be sent.") { Uri = uri };

    private static ServiceException NotAList(
        string kind, byte[] head, string? mediaType = null, string? secret = null)
    {
        ServiceError error = ServiceError.Parse(head, head.Length, mediaType, secret);
        string said = SafeText.Shorten(error.Message);
        return new ServiceException(
            FailureClassifier.FailureOf(error.Code) ?? ServiceFailure.NotFound,
            $"The answer is no list of {kind}." + (error.IsJson && said.Length > 0 ? $" It says: {said}" : ""))
        {
            ErrorCode = error.Code,
            KeySent = secret is not null,
        };
    }
}
