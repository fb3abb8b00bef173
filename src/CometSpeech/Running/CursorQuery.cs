using System.Management.Automation.Host;
using System.Runtime.InteropServices;

namespace CometSpeech.Running;

/// <summary>
/// Where the terminal's cursor is, asked once more after Ctrl+C. On Linux and macOS PowerShell asks that with each
/// drawing of a progress bar, and waits for the answer for good; but Ctrl+C makes the system discard what has come and
/// was not yet read (POSIX, General Terminal Interface, ISIG without NOFLSH).
/// </summary>
internal static class CursorQuery
{
    // ECMA-48, 8.3.35: device status report, of the active position.
    private const string Request = "\u001B[6n";

    // A terminal answers within some milliseconds, and over a slow network within this; the answer that comes too late
    // stands at the prompt then. Together with a second one it is less than the half second that Ctrl+C may take.
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(200);

    /// <summary>Whether a host asks its terminal, which is one.</summary>
    public static bool IsAskedBy(PSHost? host) => host?.Name == "ConsoleHost"
        && !RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
        && !Console.IsInputRedirected
        && !Console.IsOutputRedirected;

    /// <summary>Asks if the answer does not come; to be called from another thread than the one that waits.</summary>
    /// <param name="isAwaited">Whether it is still waited for.</param>
    /// <param name="write">Writes to the terminal.</param>
    public static void Repeat(Func<bool> isAwaited, Action<string> write)
    {
        if (!SpinWait.SpinUntil(() => !isAwaited(), s_patience))
        {
            write(Request);
        }
    }
}
