using System.Net;
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

    /// <summary>The failure for it: one that may pass, but for a certificate that does not hold.</summary>
    public static ServiceException Describe(Exception e, Uri uri, string? secret)
    {
        for (Exception? inner = e; inner is not null; inner = inner.InnerException)
        {
            if (inner is AuthenticationException)
            {
                return new ServiceException(
                    ServiceFailure.CertificateNotTrusted,
                    $"The certificate of {uri.Host} is not trusted: {SafeText.Clean(inner.Message, secret)}",
                    Harmless(e, secret))
                {
                    Uri = uri,
                };
            }
        }

        return new ServiceException(
            ServiceFailure.ConnectionFailed,
            $"No whole answer came from {uri.Host}:{uri.Port}: {SafeText.Clean(e.GetBaseException().Message, secret)}",
            Harmless(e, secret))
        {
            Uri = uri,
            IsTransient = true,
        };
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
