using CometSpeech.Core.Api;

namespace CometSpeech.Core.Keys;

/// <summary>A key would travel over plain http beyond this machine, readable for everyone on the way.</summary>
public sealed class UnencryptedConnectionException : Exception
{
    /// <summary>Makes the exception for that address.</summary>
    public UnencryptedConnectionException(ServiceAddress address)
        : base($"The API key for {address.Origin} is not sent: over plain http everyone on the way could read it.") =>
        Address = address;

    /// <summary>The address that lacks encryption.</summary>
    public ServiceAddress Address { get; }

    /// <summary>Lets a key pass to https, and to http on this machine.</summary>
    /// <param name="address">Where the key would go.</param>
    /// <param name="key">The key; null when none is sent, which every address takes.</param>
    /// <exception cref="UnencryptedConnectionException">The address is plain http beyond loopback.</exception>
    public static void ThrowIfExposed(ServiceAddress address, ApiKey? key)
    {
        if (key is not null)
        {
            ThrowIfExposed(address);
        }
    }

    /// <summary>As <see cref="ThrowIfExposed(ServiceAddress, ApiKey?)"/>, before the key is at hand.</summary>
    internal static void ThrowIfExposed(ServiceAddress address)
    {
        if (!address.IsEncrypted && !address.IsLoopback)
        {
            throw new UnencryptedConnectionException(address);
        }
    }
}
