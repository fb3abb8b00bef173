#if NETFRAMEWORK
using System.Net;
using CometSpeech.Core.Api;

namespace CometSpeech.Core.Tests.Api;

/// <summary>Where connections are the process's, as on .NET Framework, only those to the service may change.</summary>
public sealed class TransportTests
{
    private static readonly WebProxy s_proxy = new("http://proxy.example:3128");

    [Fact]
    public void Limits_hold_for_the_service_alone()
    {
        SecurityProtocolType protocols = ServicePointManager.SecurityProtocol;
        int limit = ServicePointManager.DefaultConnectionLimit;
        bool expect = ServicePointManager.Expect100Continue;
        ServicePoint elsewhere = ServicePointManager.FindServicePoint(new Uri("https://example.org"));
        int limitElsewhere = elsewhere.ConnectionLimit;

        _ = Transport.For(ServiceAddress.Default);

        ServicePoint service = ServicePointManager.FindServicePoint(ServiceAddress.Default.BaseUri);
        Assert.True(service.ConnectionLimit >= 64, $"{service.ConnectionLimit} connections");
        Assert.False(service.Expect100Continue);
        Assert.NotEqual(Timeout.Infinite, service.ConnectionLeaseTimeout);
        Assert.Equal(limitElsewhere, elsewhere.ConnectionLimit);
        Assert.Equal(limit, ServicePointManager.DefaultConnectionLimit);
        Assert.Equal(expect, ServicePointManager.Expect100Continue);
        Assert.Equal(protocols, ServicePointManager.SecurityProtocol);
    }

    [Theory]
    [InlineData("https://voices.example/v1")]
    [InlineData("http://plain.example:8880/v1")]
    public void Over_a_proxy_the_limits_are_those_of_its_connections(string address) => WithProxy(s_proxy, () =>
    {
        Uri uri = new(address);
        ServicePoint direct = ServicePointManager.FindServicePoint(uri);
        int limitOfDirect = direct.ConnectionLimit;

        _ = Transport.For(ServiceAddress.From(uri));

        ServicePoint point = ServicePointManager.FindServicePoint(uri, s_proxy);
        Assert.NotSame(direct, point);
        Assert.True(point.ConnectionLimit >= 64, $"{point.ConnectionLimit} connections");
        Assert.NotEqual(Timeout.Infinite, point.ConnectionLeaseTimeout);
        Assert.Equal(limitOfDirect, direct.ConnectionLimit);
    });

    [Fact]
    public void Loopback_has_the_limits_without_the_proxy() => WithProxy(s_proxy, () =>
    {
        Uri uri = new("http://127.0.0.1:8881/v1");

        _ = Transport.For(ServiceAddress.From(uri));

        ServicePoint point = ServicePointManager.FindServicePoint(uri);
        Assert.True(point.ConnectionLimit >= 64, $"{point.ConnectionLimit} connections");
    });

    [Fact]
    public void A_proxy_that_cannot_be_used_is_left_to_the_request_to_tell() =>
        WithProxy(new WebProxy("socks5://proxy.example:1080"), () =>
            Assert.NotNull(Transport.For(ServiceAddress.Parse("https://socks.example/v1"))));

    private static void WithProxy(IWebProxy proxy, Action action)
    {
        IWebProxy before = WebRequest.DefaultWebProxy;
        WebRequest.DefaultWebProxy = proxy;
        try
        {
            action();
        }
        finally
        {
            WebRequest.DefaultWebProxy = before;
        }
    }
}
#endif
