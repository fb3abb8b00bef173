using System.Net;
using CometSpeech.Core.Api.Failures;
using CometSpeech.Core.Api.Pacing;
using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Api;

/// <summary>Reads the body of a 200, and says whether it is the audio that was asked for.</summary>
internal static class SpeechResponseReader
{
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
                    timeout.Token)
                .ConfigureAwait(false);
        }
        catch (AudioFormatException) when (endsWithConnection && BeginsAsAudio(body.Head, request.ResponseFormat))
        {
            throw BrokenOff();
        }
        catch (AudioFormatException e) when (e.IsWithoutAudio)
        {
            throw SpeechCheck.WithoutSpeech($"The {e.Message}");
        }
        catch (AudioFormatException e)
        {
            throw NotAudio(SafeText.Clean(e.Message, secret));
        }

        // Raw samples may begin with any byte, so without a name for them only text is refused.
        string? mediaType = response.Content.Headers.ContentType?.MediaType;
        if (request.ResponseFormat == AudioFormat.Pcm
            && mediaType?.StartsWith("audio/", StringComparison.OrdinalIgnoreCase) != true
            && TextSniffer.LooksLikeText(body.Head))
        {
            throw NotAudio("The answer is text, not audio.");
        }

        return audio.IsTruncated && endsWithConnection ? throw BrokenOff() : audio;
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
            throw NotAudio("The service compressed its answer, though it was asked not to.");
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

    private static ServiceException NotAudio(string message) => new(ServiceFailure.AnswerNotAudio, message);

    private static ServiceException BrokenOff() =>
        new(ServiceFailure.ConnectionFailed, "The connection ended before the audio did.") { IsTransient = true };

    private static bool BeginsAsAudio(ArraySegment<byte> head, AudioFormat requested) =>
        head.Count == 0 || AudioProbe.Detect(head.Array!, head.Count, requested) is not null;
}
