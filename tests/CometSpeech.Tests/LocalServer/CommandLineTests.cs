using System.Diagnostics;
using System.Text.RegularExpressions;
using CometSpeech.LocalServer;

namespace CometSpeech.Tests.LocalServer;

public partial class CommandLineTests
{
    [Theory]
    [InlineData("--unknown", "--unknown")]
    [InlineData("--port x", "'x' is no number from 0 to 65535")]
    [InlineData("--port 65536", "'65536' is no number from 0 to 65535")]
    [InlineData("--latency-ms -1", "-1")]
    [InlineData("--engine bob", "'bob'")]
    [InlineData("--ms-per-character -1", "-1")]
    [InlineData("--tone-ms-per-character x", "'x' is no number from 0 to 60000")]
    [InlineData("--voices bob", "'bob'")]
    public async Task A_wrong_option_is_an_error_that_names_it(string arguments, string expected)
    {
        using Process server = Start(arguments);

        string errors = await server.StandardError.ReadToEndAsync();
        await server.WaitForExitAsync();

        Assert.Contains(expected, errors, StringComparison.Ordinal);
        Assert.Equal(1, server.ExitCode);
    }

    [Fact]
    public async Task A_free_port_is_printed_and_answers_on_loopback_only()
    {
        using Process server = Start("--port 0 --engine tone --key sk-secret");
        try
        {
            string line = await server.StandardOutput.ReadLineAsync() ?? await server.StandardError.ReadToEndAsync();
            string address = AddressPattern().Match(line).Value;
            using HttpClient client = new();
            client.DefaultRequestHeaders.Add("Authorization", "Bearer sk-secret");

            string models = await client.GetStringAsync(address + "/models");

            Assert.Contains("tts-1", models, StringComparison.Ordinal);
            Assert.DoesNotContain(
                "sk-secret", line + await server.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);
        }
        finally
        {
            server.Kill();
        }
    }

    [Fact]
    public async Task A_server_that_has_recordings_alone_says_so_when_it_starts()
    {
        using Process server = Start("--port 0 --engine recorded");
        try
        {
            string? line = await server.StandardOutput.ReadLineAsync();
            string? more = await server.StandardOutput.ReadLineAsync();

            Assert.Contains("recorded engine", line, StringComparison.Ordinal);
            Assert.Contains("--engine tone", more, StringComparison.Ordinal);
        }
        finally
        {
            server.Kill();
        }
    }

    private static Process Start(string arguments)
    {
        string program = typeof(LocalSpeechServer).Assembly.Location;
        return Process.Start(new ProcessStartInfo("dotnet", $"\"{program}\" {arguments}")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Its pipes and sockets for debuggers would stay in the folder for temporary files when it is killed.
            Environment = { ["DOTNET_EnableDiagnostics"] = "0" },
        })!;
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[0-9]+/v1")]
    private static partial Regex AddressPattern();
}
