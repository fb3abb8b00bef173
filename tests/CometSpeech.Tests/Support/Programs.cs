using System.Diagnostics;

namespace CometSpeech.Tests.Support;

/// <summary>Programs of the system.</summary>
internal static class Programs
{
    /// <summary>Runs one to its end.</summary>
    /// <returns>Whether it succeeded.</returns>
    public static bool Run(string program, params string[] arguments)
    {
        using Process process =
            Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
