using System.Net;
using System.Security.Authentication;

namespace CometSpeech.Core.Api;

/// <summary>
/// The HTTP connections of the process: all commands send through the same two handlers, so that connections are
/// shared.
/// </summary>
internal static class Transport
{
    // The highest -ThrottleLimit, so that the throttle and not the pool decides.
    private const int MaxConnectionsPerServer = 64;

    // A connection is not used for longer, so that a change of DNS is seen. Five minutes: the time to live that DNS
    // records of web services often have, and requests of a few seconds hardly ever pay for a handshake.
    private static readonly TimeSpan s_connectionLifetime = TimeSpan.FromMinutes(5);

    private static readonly Lazy<HttpMessageInvoker> s_viaProxy =
        new(() => new HttpMessageInvoker(CreateHandler(useProxy: true)));

    private static readonly Lazy<HttpMessageInvoker> s_direct =
        new(() => new HttpMessageInvoker(CreateHandler(useProxy: false)));

    /// <summary>The sender of requests to an address.</summary>
    public static HttpMessageInvoker For(ServiceAddress address)
    {
        LimitConnections(address);
        return (UsesProxy(address) ? s_viaProxy : s_direct).Value;
    }

    /// <summary>The proxy that requests to an address go through; null when they go straight.</summary>
    public static Uri? ProxyOf(ServiceAddress address)
    {
        if (!UsesProxy(address))
        {
            return null;
        }

#if NET8_0_OR_GREATER
        IWebProxy? proxy = HttpClient.DefaultProxy;
#else
        IWebProxy? proxy = WebRequest.DefaultWebProxy;
#endif
        return proxy?.IsBypassed(address.BaseUri) == false && proxy.GetProxy(address.BaseUri) is { } uri
            && uri != address.BaseUri
                ? uri
                : null;
    }

    // Loopback goes around any proxy: over plain http the proxy would read the key.
    private static bool UsesProxy(ServiceAddress address) => !address.IsLoopback;

#if NET8_0_OR_GREATER
    private static SocketsHttpHandler CreateHandler(bool useProxy) => new()
    {
        UseProxy = useProxy,
        // A redirect would carry the key to another host.
        AllowAutoRedirect = false,
        UseCookies = false,
        MaxConnectionsPerServer = MaxConnectionsPerServer,
        PooledConnectionLifetime = s_connectionLifetime,
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

    /// <summary>The connections that requests to an address use: over a proxy they are those to the proxy.</summary>
    internal static ServicePoint ConnectionsTo(ServiceAddress address)
    {
#pragma warning disable SYSLIB0014 // Obsolete on newer frameworks, the only way on this one.
        try
        {
            // The proxy of HttpClientHandler.UseProxy, when no other is set.
            IWebProxy? proxy = UsesProxy(address) ? WebRequest.DefaultWebProxy : null;
            return ServicePointManager.FindServicePoint(address.BaseUri, proxy);
        }
        catch (NotSupportedException)
        {
            // A proxy whose scheme is not http; the request will say so.
            return ServicePointManager.FindServicePoint(address.BaseUri);
        }
#pragma warning restore SYSLIB0014
    }

    // .NET Framework allows two connections to a host, keeps them for ever, and asks before it sends a body. That is
    // changed for the connections of this service only: the defaults belong to every module of the process.
    private static void LimitConnections(ServiceAddress address)
    {
        ServicePoint point = ConnectionsTo(address);
        if (point.ConnectionLimit < MaxConnectionsPerServer)
        {
            point.ConnectionLimit = MaxConnectionsPerServer;
        }

        point.ConnectionLeaseTimeout = (int)s_connectionLifetime.TotalMilliseconds;
        point.Expect100Continue = false;
    }
#endif
}
