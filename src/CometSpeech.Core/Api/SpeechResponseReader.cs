using System.Net;
using System.Text;
using CometSpeech.Core.Api.Failures;
using CometSpeech.Core.Api.Pacing;
using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Api;

/// <summary>Reads the body of a 200, and says whether it is the audio that was asked for.</summary>
internal static class SpeechResponseReader
{
    private const string Compressed = "The service compressed its answer, though it was asked not to.";

    // The header of an Ogg page, the longest mark of a format's beginning.
    private const int MarkLength = 27;

    private static readonly UTF8Encoding s_strictUtf8 = new(
        encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly byte[] s_gzip = [0x1F, 0x8B, 0x08];

    private static readonly byte[] s_zip = [(byte)'P', (byte)'K', 3, 4];

    private static readonly byte[] s_zstandard = [0x28, 0xB5, 0x2F, 0xFD];

    /// <summary>
    /// The most bytes that speaking so many characters can take: half a second a character (ten times slower than
    /// people speak), at the lowest speed four times that, in 48 kHz mono 16-bit, and a minute of grace.
    /// </summary>
    public static long MaxLength(int characters, double? speed)
    {
        const double BytesPerSecond = 48_000 * 2;
        double seconds = 60 + (0.5 * characters / Math.Min(speed ?? 1, 1));
        return (long)(seconds * BytesPerSecond);
    }

    /// <summary>Writes the body to the output and checks it in the same pass.</summary>
    /// <exception cref="ServiceException">
    /// It is no audio, too long, or ends before its end where only the end of the connection told it.
    /// </exception>
    /// <exception cref="ResponseFileException">The output refused it.</exception>
    public static async Task<AudioProperties> ReadAsync(
        HttpResponseMessage response, SpeechRequest request, Stream output, InactivityTimeout timeout, string? secret)
    {
        Empty(output);
        // Content-Length and chunks tell a cut body by themselves; without them only the audio's own end does.
        bool endsWithConnection = response.StatusCode == HttpStatusCode.OK
            && response.Content.Headers.ContentLength is null
            && response.Headers.TransferEncodingChunked != true;
        using Stream stream = await ReadAsStreamAsync(response.Content, timeout.Token).ConfigureAwait(false);
        using ResponseBody body = new(stream, output, MaxLength(request.Input.Length, request.Speed), timeout);
        AudioProperties audio;
        try
        {
            audio = await AudioProbe
                .ReadAsync(
                    body,
                    request.ResponseFormat,
                    "answer",
                    PcmMediaType.Read(response.Content.Headers.ContentType),
                    request.ReadsLevels,
                    timeout.Token)
                .ConfigureAwait(false);
        }
        catch (AudioFormatException e)
        {
            throw await RefuseAsync(e, response, request, body, endsWithConnection, secret).ConfigureAwait(false);
        }
        catch (Exception e)
            when (Disconnection.IsEnd(e) && body.Position == 0 && !timeout.Token.IsCancellationRequested)
        {
            throw new ServiceException(
                ServiceFailure.ConnectionFailed, "The service began an answer and broke off before its first byte.")
            {
                IsTransient = true,
                IsBrokenOffAtStart = true,
            };
        }

        if (!body.IsText && ServiceError.FindAtEnd(body.Tail, secret) is { } error)
        {
            throw SpeechCheck.BrokenOff(error);
        }

        // Raw samples have no mark of their own, and may look like text at first; but none are text to the last byte.
        if (audio.Format == AudioFormat.Pcm && (IsText(body) || IsCompressed(body.Head)))
        {
            throw NotAudio(response, body, "The answer is text, not audio.", secret);
        }

        // Home-made servers miscount the bytes of samples by a few; a cut in raw ones shows by chance only.
        bool isCut = audio.Format is AudioFormat.Wav or AudioFormat.Pcm ? audio.IsIncomplete : audio.IsTruncated;
        return isCut && endsWithConnection ? throw BrokenOff() : audio;
    }

    /// <summary>The failure for words in place of audio.</summary>
    /// <param name="kind">What they came as: a media type, or a plain name.</param>
    /// <param name="error">The words.</param>
    /// <param name="status">The HTTP status.</param>
    public static ServiceException NotAudio(string kind, ServiceError error, int status)
    {
        string said = SafeText.Shorten(error.Message);
        RequestFault fault = error.IsJson ? RequestFaultReader.Read(status, error) : RequestFault.Unknown;
        return new ServiceException(
            FailureClassifier.FailureOf(error.Code)
                ?? (fault == RequestFault.Model ? ServiceFailure.NotFound : ServiceFailure.AnswerNotAudio),
            $"The service answered {status} with {kind} in place of audio."
                + (said.Length > 0 ? $" It says: {said}" : Quote(error)))
        {
            ErrorCode = error.Code,
            RequestId = error.RequestId,
            Fault = fault,
            IsForeign = said.Length == 0,
            // A firewall's page may be about this text.
            IsDoubtful = said.Length == 0 && !error.IsJson,
        };
    }

    /// <summary>
    /// Refuses what no request asked for: a part of the audio (RFC 9110, 15.3.7), or a compressed one.
    /// </summary>
    /// <exception cref="ServiceException">It is such an answer.</exception>
    public static void RefuseUnasked(HttpResponseMessage response)
    {
        if (response.StatusCode == HttpStatusCode.PartialContent)
        {
            throw NotAudio("The service sent a part of the audio only.");
        }

        if (IsCompressed(response))
        {
            throw NotAudio(Compressed);
        }
    }

    /// <summary>Whether the body has a content coding (RFC 9110, 8.4).</summary>
    public static bool IsCompressed(HttpResponseMessage response) =>
        response.Content.Headers.ContentEncoding.Any(
            coding => !coding.Equals("identity", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the answer's own name for its body excludes audio.</summary>
    public static bool IsAnnouncedAsText(HttpResponseMessage response)
    {
        string mediaType = response.Content.Headers.ContentType?.MediaType ?? "";
        return mediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            || mediaType.StartsWith("image/", StringComparison.OrdinalIgnoreCase)
            || mediaType.EndsWith("json", StringComparison.OrdinalIgnoreCase)
            || mediaType.EndsWith("xml", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Opens the body; .NET Framework has no way to stop it while it waits.</summary>
    public static async Task<Stream> ReadAsStreamAsync(HttpContent content, CancellationToken cancellationToken)
    {
#if NET8_0_OR_GREATER
        return await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
#else
        cancellationToken.ThrowIfCancellationRequested();
        return await content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
    }

    private static void Empty(Stream output)
    {
        try
        {
            output.SetLength(0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ResponseFileException(e);
        }
    }

    // The names of an envelope's fields tell what server that is.
    private static string Quote(ServiceError error) => error.IsJson ? $" It begins with {error.Beginning}" : "";

    // Windows-1252 has no control characters, either; markup in it is told by its beginning.
    private static bool IsText(ResponseBody body) =>
        body.IsText && body.Head is { Count: > 0 } head && (head.Array![0] == (byte)'<' || IsUtf8(head));

    // It may end inside a character.
    private static bool IsUtf8(ArraySegment<byte> bytes)
    {
        try
        {
            Decoder decoder = s_strictUtf8.GetDecoder();
            decoder.GetChars(bytes.Array!, 0, bytes.Count, new char[bytes.Count + 1], 0, flush: false);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static async Task<ServiceException> RefuseAsync(
        AudioFormatException e,
        HttpResponseMessage response,
        SpeechRequest request,
        ResponseBody body,
        bool endsWithConnection,
        string? secret)
    {
        // What the scanner took for damage may be the service's words; whole frames may stand before them.
        ArraySegment<byte> head = body.Head;
        AudioFormat requested = request.ResponseFormat;
        if (!body.IsText && AudioProbe.Detect(head.Array!, Math.Min(head.Count, MarkLength), requested) is not null)
        {
            await body.CopyToAsync(Stream.Null).ConfigureAwait(false);
            if (ServiceError.FindAtEnd(body.Tail, secret) is { } error)
            {
                return SpeechCheck.BrokenOff(error);
            }
        }

        bool isAnnouncedAsText = IsAnnouncedAsText(response);
        if (endsWithConnection && !isAnnouncedAsText && BeginsAsAudio(body.Head, requested))
        {
            return BrokenOff();
        }

        if (isAnnouncedAsText)
        {
            return await DescribeAsync(response, body, secret).ConfigureAwait(false);
        }

        if (e.IsOfOtherCoding)
        {
            return new ServiceException(ServiceFailure.AnswerNotAudio, $"The {e.Message}")
            {
                Fault = RequestFault.Format,
            };
        }

        return e.IsWithoutAudio
            ? SpeechCheck.WithoutSpeech($"The {e.Message}")
            : NotAudio(response, body, SafeText.Clean($"The {e.Message}", secret), secret);
    }

    // What is announced as words mostly is words, though home-made servers say so of audio, too.
    private static async Task<ServiceException> DescribeAsync(
        HttpResponseMessage response, ResponseBody body, string? secret)
    {
        // The first packet may end inside the words.
        byte[] rest = new byte[4096];
        while (!body.IsHeadFull && await body.ReadAsync(rest, 0, rest.Length, default).ConfigureAwait(false) > 0)
        {
        }

        string mediaType = response.Content.Headers.ContentType!.MediaType!;
        ArraySegment<byte> head = body.Head;
        // Broken audio has zeros; words may have escape sequences.
        bool isText = Array.IndexOf(head.Array!, (byte)0, 0, head.Count) < 0 && !IsCompressed(response);
        ServiceError error = ServiceError.Parse(head.Array!, isText ? head.Count : 0, mediaType, secret);
        return NotAudio(SafeText.Clean(mediaType, secret, 80), error, (int)response.StatusCode);
    }

    // What the body says of itself, when it is words and not only broken audio.
    private static ServiceException NotAudio(
        HttpResponseMessage response, ResponseBody body, string otherwise, string? secret)
    {
        if (body.Position == 0)
        {
            // A fault of the moment as a rule; a text that has nothing to speak gets no sound the second time, either.
            return new ServiceException(ServiceFailure.AnswerNotAudio, "The answer is empty.")
            {
                IsTransient = true,
                RetryLimit = 1,
            };
        }

        if (IsCompressed(body.Head))
        {
            return NotAudio(Compressed);
        }

        if (!IsText(body))
        {
            return NotAudio(otherwise);
        }

        ArraySegment<byte> head = body.Head;
        ServiceError error = ServiceError.Parse(head.Array!, head.Count, null, secret);
        string kind = error.IsJson ? "JSON" : error.Message.Length == 0 ? "a page" : "text";
        return NotAudio(kind, error, (int)response.StatusCode);
    }

    private static ServiceException NotAudio(string message) => new(ServiceFailure.AnswerNotAudio, message);

    // The header of gzip, of which three bits must be zero (RFC 1952, 2.3.1), and the marks of zip and Zstandard
    // (RFC 8878, 3.1.1).
    private static bool IsCompressed(ArraySegment<byte> head)
    {
        ReadOnlySpan<byte> bytes = head.AsSpan();
        return (bytes.Length >= 10 && bytes.StartsWith(s_gzip) && (bytes[3] & 0xE0) == 0)
            || bytes.StartsWith(s_zip)
            || bytes.StartsWith(s_zstandard);
    }

    private static ServiceException BrokenOff() =>
        new(ServiceFailure.ConnectionFailed, "The connection ended before the audio did.") { IsTransient = true };

    private static bool BeginsAsAudio(ArraySegment<byte> head, AudioFormat requested) =>
        head.Count == 0 || AudioProbe.Detect(head.Array!, head.Count, requested) is not null;
}
