using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Api.Catalog;

/// <summary>CometAPI's catalogue is asked for at its own place, and no key goes there.</summary>
public sealed class CatalogTests
{
    private const string Host = "api.cometapi.com";

    // A proxy that answers in CometAPI's place, with a certificate that the process is told to trust.
    [SkippableTheory]
    [InlineData("Get-CometModel")]
    [InlineData("Get-CometModel -BaseUri https://api.cometapi.com/v1 -ApiKey sk-given-0123456789")]
    public async Task No_key_is_sent_to_the_catalogue(string command)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "SSL_CERT_FILE is OpenSSL's, which .NET uses on Linux.");
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        using X509Certificate2 certificate = Certificate();
        using TemporaryFile trusted = new(certificate.ExportCertificatePem());
        Task<string> serving = ServeAsync(listener, certificate);
        string proxy = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

        ChildProcess session = await ChildProcess.DotnetAsync(
            [ChildProcess.Playground, $"({command}).Model -join ','"],
            ("COMETAPI_KEY", "sk-environment-0123456789"),
            ("COMETAPI_BASE_URL", null),
            ("HTTPS_PROXY", proxy),
            ("https_proxy", proxy),
            ("NO_PROXY", null),
            ("no_proxy", null),
            ("SSL_CERT_FILE", trusted.Path));

        Assert.Contains("tts-1,gpt-4o-mini-tts,eleven_v4", session.Output, StringComparison.Ordinal);
        string heard = await serving;
        Assert.StartsWith("GET /api/models HTTP/1.1\r\n", heard, StringComparison.Ordinal);
        Assert.Contains($"Host: {Host}\r\n", heard, StringComparison.Ordinal);
        Assert.DoesNotContain("Authorization", heard, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("sk-", heard, StringComparison.Ordinal);
    }

    // Tells what it heard inside the encryption.
    private static async Task<string> ServeAsync(TcpListener listener, X509Certificate2 certificate)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync();
        NetworkStream plain = client.GetStream();
        Assert.StartsWith($"CONNECT {Host}:443", await ReadHeadAsync(plain), StringComparison.Ordinal);
        await plain.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray());
        await using SslStream stream = new(plain);
        await stream.AuthenticateAsServerAsync(certificate);
        string head = await ReadHeadAsync(stream);
        byte[] list = Encoding.UTF8.GetBytes(ListFixture.Read("cometapi-models"));
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {list.Length}\r\n\r\n"));
        await stream.WriteAsync(list);
        return head;
    }

    private static async Task<string> ReadHeadAsync(Stream stream)
    {
        StringBuilder head = new();
        byte[] buffer = new byte[8192];
        while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            int count = await stream.ReadAsync(buffer);
            Assert.NotEqual(0, count);
            head.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }

        return head.ToString();
    }

    private static X509Certificate2 Certificate()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new($"CN={Host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(Host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private sealed class TemporaryFile : IDisposable
    {
        public TemporaryFile(string text)
        {
            Path = System.IO.Path.Combine(Directory.CreateTempSubdirectory("cometspeech-").FullName, "trusted.pem");
            File.WriteAllText(Path, text);
        }

        public string Path { get; }

        public void Dispose() => Directory.Delete(System.IO.Path.GetDirectoryName(Path)!, recursive: true);
    }
}
