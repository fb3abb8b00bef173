using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace CometSpeech.Core.Keys.Store;

/// <summary>
/// Encrypts a text so that only the same Windows user reads it again. A purpose goes into it: a text protected for one
/// is unreadable for another.
/// </summary>
internal static class WindowsDataProtection
{
    public static bool IsSupported => RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <returns>Base64.</returns>
    public static string Protect(string text, string purpose)
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            throw new PlatformNotSupportedException();
        }

        return Convert.ToBase64String(
            ProtectedData.Protect(
                Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(purpose), DataProtectionScope.CurrentUser));
    }

    /// <exception cref="CryptographicException">
    /// It was protected by another user, on another machine, for another purpose, or is damaged.
    /// </exception>
    /// <exception cref="FormatException">It is not Base64.</exception>
    /// <exception cref="PlatformNotSupportedException">This is not Windows.</exception>
    public static string Unprotect(string protectedText, string purpose)
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            throw new PlatformNotSupportedException();
        }

        return Encoding.UTF8.GetString(
            ProtectedData.Unprotect(
                Convert.FromBase64String(protectedText),
                Encoding.UTF8.GetBytes(purpose),
                DataProtectionScope.CurrentUser));
    }
}
