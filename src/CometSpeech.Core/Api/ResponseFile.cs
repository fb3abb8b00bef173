using System.Net;
using CometSpeech.Core.Api.Failures;
using CometSpeech.Core.Api.Pacing;
using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Api;

/// <summary>Takes the body of a 200 to disk as it arrives, and says whether it is audio.</summary>
internal static class ResponseFile
{
    private const int BufferSize = 80 * 1024;

    /// <summary>
    /// The most bytes that speaking so many characters can take: half a second a character (ten times slower than people
    /// speak), at the lowest speed four times that, in 48 kHz mono 16-bit, and a minute of grace.
    /// </summary>
    public static long MaxLength(int characters, double? speed)
    {
        const double BytesPerSecond = 48_000 * 2;
        double seconds = 60 + (0.5 * characters / Math.Min(speed ?? 1, 1));
        return (long)(seconds * BytesPerSecond);
    }

    /// <summary>Writes the body to the file.</summary>
    /// <exception cref="ServiceException">The body grew beyond <paramref name="maxLength"/>.</exception>
    /// <exception cref="ResponseFileException">The disk refused it.</exception>
    public static async Task SaveAsync(HttpResponseMessage response, string path, long maxLength, InactivityTimeout timeout)
    {
        using Stream body = await ReadAsStreamAsync(response.Content, timeout.Token).ConfigureAwait(false);
        using FileStream file = OnDisk(path, () => new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1, useAsync: true));
        byte[] buffer = new byte[BufferSize];
        long total = 0;
        while (true)
        {
            int count = await body.ReadAsync(buffer, 0, buffer.Length, timeout.Token).ConfigureAwait(false);
            if (count == 0)
            {
                break;
            }

            timeout.Restart();
            total += count;
            if (total > maxLength)
            {
                throw new ServiceException(
                    ServiceFailure.AnswerTooLong,
                    $"The answer did not end: it is longer than {maxLength / 1_000_000:N0} MB, more than this text can take to speak.");
            }

            try
            {
                await file.WriteAsync(buffer, 0, count, timeout.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new ResponseFileException(path, e);
            }
        }

        OnDisk(path, () =>
        {
            file.Flush();
            return 0;
        });
    }

    /// <summary>Looks through the file once.</summary>
    /// <exception cref="ServiceException">It is no audio, or ends before its end where only the end of the connection told it.</exception>
    public static async Task<AudioProperties> CheckAsync(
        string path, AudioFormat requested, HttpResponseMessage response, string? secret, CancellationToken cancellationToken)
    {
        string? mediaType = response.Content.Headers.ContentType?.MediaType;
        // Content-Length and chunks tell a cut body by themselves; without them only the audio's own end does.
        bool endsWithConnection = response.StatusCode == HttpStatusCode.OK
            && response.Content.Headers.ContentLength is null
            && response.Headers.TransferEncodingChunked != true;
        AudioProperties audio;
        try
        {
            using FileStream file = File.OpenRead(path);
            if (file.Length == 0 && endsWithConnection)
            {
                throw BrokenOff();
            }

            // Raw samples may begin with any byte, so without a name for them only text is refused.
            if (requested == AudioFormat.Pcm && mediaType?.StartsWith("audio/", StringComparison.OrdinalIgnoreCase) != true && TextSniffer.LooksLikeText(file))
            {
                throw new AudioFormatException("answer", "The answer is text, not audio.");
            }

            try
            {
                audio = await AudioProbe.ReadAsync(file, requested, "answer", cancellationToken).ConfigureAwait(false);
            }
            catch (AudioFormatException) when (endsWithConnection && BeginsAsAudio(file, requested))
            {
                throw BrokenOff();
            }
        }
        catch (AudioFormatException e)
        {
            throw NotAudio(SafeText.Clean(e.Message, secret));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ResponseFileException(path, e);
        }

        return audio.IsTruncated && endsWithConnection ? throw BrokenOff() : audio;
    }

    /// <summary>Refuses what no request asked for: a part of the audio (RFC 9110, 15.3.7), or a compressed one.</summary>
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
        response.Content.Headers.ContentEncoding.Any(coding => !coding.Equals("identity", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the answer's own name for its body excludes audio.</summary>
    public static bool IsAnnouncedAsText(HttpResponseMessage response)
    {
        string mediaType = response.Content.Headers.ContentType?.MediaType ?? "";
        return mediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            || mediaType.EndsWith("json", StringComparison.OrdinalIgnoreCase)
            || mediaType.EndsWith("xml", StringComparison.OrdinalIgnoreCase);
    }

    public static ServiceException NotAudio(string message) => new(ServiceFailure.AnswerNotAudio, message);

    public static async Task<Stream> ReadAsStreamAsync(HttpContent content, CancellationToken cancellationToken)
    {
#if NET8_0_OR_GREATER
        return await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
#else
        cancellationToken.ThrowIfCancellationRequested();
        return await content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
    }

    private static ServiceException BrokenOff() =>
        new(ServiceFailure.ConnectionFailed, "The connection ended before the audio did.") { IsTransient = true };

    private static bool BeginsAsAudio(FileStream file, AudioFormat requested)
    {
        byte[] head = new byte[AudioProbe.HeadLength];
        file.Position = 0;
        return AudioProbe.Detect(head, file.Read(head, 0, head.Length), requested) is not null;
    }

    private static T OnDisk<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ResponseFileException(path, e);
        }
    }
}
