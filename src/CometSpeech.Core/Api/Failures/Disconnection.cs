using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace CometSpeech.Core.Api.Failures;

/// <summary>Connections that were not made, or ended before the answer was whole.</summary>
internal static class Disconnection
{
    /// <summary>Whether the framework means that by its exception.</summary>
    public static bool Is(Exception e) =>
        // WebException: .NET Framework's streams let it through.
        e is HttpRequestException
            or (IOException and not ResponseFileException)
            or ObjectDisposedException
            or OperationCanceledException
            or WebException;

    /// <summary>
    /// Whether the other side ended the answer; what it sent before was HTTP, as far as the framework tells.
    /// </summary>
    public static bool IsEnd(Exception e) =>
#if NET8_0_OR_GREATER
        Find<HttpIOException>(e) is { } broken
            ? broken.HttpRequestError == HttpRequestError.ResponseEnded
            : e is IOException and not ResponseFileException;
#else
        Is(e);
#endif

    /// <summary>The failure for it: one that may pass, but for what stays as it is.</summary>
    /// <param name="e">What the framework threw.</param>
    /// <param name="uri">The address that was asked.</param>
    /// <param name="proxy">The proxy on the way; null when there is none.</param>
    /// <param name="secret">The key, which no message may quote.</param>
    public static ServiceException Describe(Exception e, Uri uri, Uri? proxy, string? secret)
    {
        Exception? cause = Harmless(e, secret);
        if (Find<AuthenticationException>(e) is { } untrusted)
        {
#if NET8_0_OR_GREATER
            // The framework has one exception for a certificate that does not hold and for a server without any; its
            // words, which it has in English only, tell them apart.
            if (!untrusted.Message.Contains("certificate", StringComparison.OrdinalIgnoreCase))
            {
                return new ServiceException(
                    ServiceFailure.ConnectionFailed,
                    $"Cannot connect to {uri}: the server does not answer in TLS, as https needs it "
                        + $"({SafeText.Clean(untrusted.Message, secret).TrimEnd('.')}). "
                        + "A server without a certificate has an address that begins with http.",
                    cause)
                {
                    Uri = uri,
                    IsUnconnected = true,
                };
            }

#endif
            return new ServiceException(
                ServiceFailure.CertificateNotTrusted,
                $"The certificate of {uri.Host} is not trusted: {SafeText.Clean(untrusted.Message, secret)}",
                cause)
            {
                Uri = uri,
            };
        }

        if (IsRefusedByProxy(e))
        {
            return new ServiceException(
                ServiceFailure.ProxyAuthenticationRequired, FailureClassifier.ProxyWants, cause)
            {
                StatusCode = 407,
                Uri = uri,
            };
        }

        string reason = SafeText.Clean(e.GetBaseException().Message, secret);
        bool isUnconnected = IsUnconnected(e);
        string via = proxy is null ? "" : $" through the proxy {SafeText.Clean(proxy.ToString(), secret)}";
        return new ServiceException(
            ServiceFailure.ConnectionFailed,
            $"{(isUnconnected ? "Cannot connect to" : "No whole answer came from")} {uri}{via}: {reason}",
            cause)
        {
            Uri = uri,
            IsTransient = true,
            IsUnconnected = isUnconnected,
        };
    }

    private static T? Find<T>(Exception e)
        where T : Exception
    {
        for (Exception? inner = e; inner is not null; inner = inner.InnerException)
        {
            if (inner is T found)
            {
                return found;
            }
        }

        return null;
    }

    private static bool IsUnconnected(Exception e) =>
        Find<SocketException>(e)?.SocketErrorCode is SocketError.ConnectionRefused
            or SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain
            or SocketError.HostUnreachable or SocketError.HostDown or SocketError.AddressNotAvailable
            or SocketError.NetworkUnreachable or SocketError.NetworkDown
        || Find<WebException>(e)?.Status is WebExceptionStatus.NameResolutionFailure
            or WebExceptionStatus.ProxyNameResolutionFailure or WebExceptionStatus.ConnectFailure;

    // Over https the proxy answers a CONNECT (RFC 9110, 9.3.6), and the framework makes an exception of it.
    private static bool IsRefusedByProxy(Exception e)
    {
        if (Find<WebException>(e)?.Response is HttpWebResponse refusal
            && refusal.StatusCode == HttpStatusCode.ProxyAuthenticationRequired)
        {
            return true;
        }

#if NET8_0_OR_GREATER
        // The status stands in the words only: «… failed with status code '407'.»
        return Find<HttpRequestException>(e) is { HttpRequestError: HttpRequestError.ProxyTunnelError } refused
            && refused.Message.Contains("'407'", StringComparison.Ordinal);
#else
        return false;
#endif
    }

    // The framework quotes a status line or a header that it cannot read: such an exception is not passed on.
    private static Exception? Harmless(Exception e, string? secret)
    {
        for (Exception? inner = e; inner is not null; inner = inner.InnerException)
        {
            if (SafeText.Clean(inner.Message, secret) != inner.Message)
            {
                return null;
            }
        }

        return e;
    }
}
