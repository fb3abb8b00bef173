using System.Net;
using System.Security.Authentication;

namespace CometSpeech.Core.Api;

/// <summary>The process's connections: one handler for all commands, so that connections are shared and recycled.</summary>
internal static class Transport
{
    // The highest -ThrottleLimit, so that the throttle and not the pool decides.
    private const int MaxConnectionsPerServer = 64;

    // Old connections are left so that a change of DNS is seen.
    private static readonly TimeSpan s_connectionLifetime = TimeSpan.FromMinutes(5);

    private static readonly Lazy<HttpMessageInvoker> s_viaProxy = new(() => new HttpMessageInvoker(CreateHandler(useProxy: true)));

    private static readonly Lazy<HttpMessageInvoker> s_direct = new(() => new HttpMessageInvoker(CreateHandler(useProxy: false)));

    /// <summary>The sender for an address. Loopback goes around any proxy: over plain http the proxy would read the key.</summary>
    public static HttpMessageInvoker For(ServiceAddress address)
    {
        LimitConnections(address);
        return (address.IsLoopback ? s_direct : s_viaProxy).Value;
    }

#if NET8_0_OR_GREATER
    private static SocketsHttpHandler CreateHandler(bool useProxy) => new()
    {
        UseProxy = useProxy,
        // A redirect would carry the key to another host.
        AllowAutoRedirect = false,
        UseCookies = false,
        MaxConnectionsPerServer = MaxConnectionsPerServer,
        PooledConnectionLifetime = s_connectionLifetime,
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        MaxResponseHeadersLength = 64,
    };

    private static void LimitConnections(ServiceAddress address)
    {
    }
#else
    private static HttpClientHandler CreateHandler(bool useProxy)
    {
        var handler = new HttpClientHandler
        {
            UseProxy = useProxy,
            AllowAutoRedirect = false,
            UseCookies = false,
        };
        try
        {
            // On this handler alone: ServicePointManager's protocols belong to every module of the process.
            handler.SslProtocols = SslProtocols.Tls12;
        }
        catch (PlatformNotSupportedException)
        {
            // .NET Framework before 4.7.1 follows the system's setting.
        }
        catch (NotImplementedException)
        {
            // Mono negotiates by itself.
        }

        return handler;
    }

    // .NET Framework allows two connections to a host, keeps them for ever, and asks before it sends a body; that is set for this service's host only.
    private static void LimitConnections(ServiceAddress address)
    {
#pragma warning disable SYSLIB0014 // Obsolete on newer frameworks, the only way on this one.
        ServicePoint point = ServicePointManager.FindServicePoint(address.BaseUri);
#pragma warning restore SYSLIB0014
        if (point.ConnectionLimit < MaxConnectionsPerServer)
        {
            point.ConnectionLimit = MaxConnectionsPerServer;
        }

        point.ConnectionLeaseTimeout = (int)s_connectionLifetime.TotalMilliseconds;
        point.Expect100Continue = false;
    }
#endif
}
