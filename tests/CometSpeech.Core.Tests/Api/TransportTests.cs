#if NETFRAMEWORK
using System.Net;
using CometSpeech.Core.Api;

namespace CometSpeech.Core.Tests.Api;

/// <summary>Where connections are the process's, as on .NET Framework, only those to the service may change.</summary>
public sealed class TransportTests
{
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
}
#endif
