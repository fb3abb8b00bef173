using System.Management.Automation;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Api;

/// <summary>A certificate that does not hold is the end of the command, before the key is sent.</summary>
public sealed class CertificateTests
{
    [Fact]
    [Trait("Wine", "no")] // It makes no self-signed certificate.
    public async Task A_certificate_nobody_vouches_for_gets_no_key_and_no_second_attempt()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using X509Certificate2 certificate = SelfSigned();
        using CancellationTokenSource end = new();
        Task<(int Connections, int BytesRead)> serving = ServeAsync(listener, certificate, end.Token);
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run($"""
            'chunk 1' |
                ConvertTo-Speech -OutFile a.mp3 -BaseUri https://127.0.0.1:{port}/v1 -ApiKey sk-test-certificate
            """);

        Assert.Equal("CertificateNotTrusted", scene.Session.ErrorId);
        ErrorRecord error = Assert.Single(scene.Session.Errors);
        Assert.Equal(ErrorCategory.SecurityError, error.CategoryInfo.Category);
        Assert.Equal(1, ModuleSession.Property(error, "Attempts"));
        await end.CancelAsync();
        Assert.Equal((1, 0), await serving);
        Assert.Empty(scene.Entries);
    }

    [Fact]
    public void No_switch_turns_the_check_off()
    {
        using ModuleSession session = new();

        IEnumerable<string> parameters = session.Run("(Get-Command -Module CometSpeech).Parameters.Keys")
            .Select(name => (string)name.BaseObject);

        Assert.DoesNotContain(parameters, name =>
            name.Contains("Certificate", StringComparison.OrdinalIgnoreCase)
            || name.Contains("Insecure", StringComparison.OrdinalIgnoreCase)
            || name.Contains("Skip", StringComparison.OrdinalIgnoreCase)
            || name.Contains("Unencrypted", StringComparison.OrdinalIgnoreCase));
    }

    // Counts the connections, and the bytes that came through the encryption.
    private static async Task<(int Connections, int BytesRead)> ServeAsync(
        TcpListener listener, X509Certificate2 certificate, CancellationToken end)
    {
        int connections = 0;
        int bytesRead = 0;
        while (true)
        {
            try
            {
                using TcpClient client = await listener.AcceptTcpClientAsync(end);
                connections++;
                await using SslStream stream = new(client.GetStream());
                await stream.AuthenticateAsServerAsync(
                    new SslServerAuthenticationOptions { ServerCertificate = certificate }, end);
                bytesRead += await stream.ReadAsync(new byte[100], end);
            }
            catch (Exception e) when (e is IOException or AuthenticationException)
            {
                // The client does not like the certificate, as it should.
            }
            catch (OperationCanceledException)
            {
                return (connections, bytesRead);
            }
        }
    }

    private static X509Certificate2 SelfSigned()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 certificate = request.CreateSelfSigned(
            DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        // Windows serves no key that lives in memory alone.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }
}
