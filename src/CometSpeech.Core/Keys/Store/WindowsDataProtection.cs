#if !NET8_0_OR_GREATER
using System.Reflection;
using System.Runtime.ExceptionServices;
#endif
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
            Call(nameof(Protect), Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(purpose)));
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
            Call(nameof(Unprotect), Convert.FromBase64String(protectedText), Encoding.UTF8.GetBytes(purpose)));
    }

#if NET8_0_OR_GREATER
    [System.Runtime.Versioning.SupportedOSPlatform("windows")]
    private static byte[] Call(string name, byte[] data, byte[] purpose) => name == nameof(Protect)
        ? ProtectedData.Protect(data, purpose, DataProtectionScope.CurrentUser)
        : ProtectedData.Unprotect(data, purpose, DataProtectionScope.CurrentUser);
#else
    // .NET Framework has it in an assembly to which one for .NET Standard cannot refer. The second name is for tests:
    // PowerShell 7, in which they run this build, has it there.
    private static readonly Type? s_type =
        Type.GetType(
            "System.Security.Cryptography.ProtectedData, System.Security, Version=4.0.0.0, Culture=neutral, "
                + "PublicKeyToken=b03f5f7f11d50a3a")
        ?? Type.GetType("System.Security.Cryptography.ProtectedData, System.Security.Cryptography.ProtectedData");

    private static byte[] Call(string name, byte[] data, byte[] purpose)
    {
        MethodInfo method = s_type?.GetMethod(name) ?? throw new PlatformNotSupportedException();
        try
        {
            // DataProtectionScope.CurrentUser.
            object scope = Enum.ToObject(method.GetParameters()[2].ParameterType, 0);
            return (byte[])method.Invoke(null, [data, purpose, scope])!;
        }
        catch (TargetInvocationException e)
        {
            ExceptionDispatchInfo.Capture(e.InnerException!).Throw();
            throw;
        }
    }
#endif
}
