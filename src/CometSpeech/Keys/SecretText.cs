using System.Management.Automation;
using System.Security;

namespace CometSpeech.Keys;

/// <summary>Converts what people and vaults give as a secret to a SecureString.</summary>
internal static class SecretText
{
    /// <returns>
    /// The secret; null when the value is none of string, SecureString and PSCredential (whose password counts).
    /// </returns>
    public static SecureString? From(object? value)
    {
        object? bare = value is PSObject wrapped ? wrapped.BaseObject : value;
        return bare switch
        {
            SecureString secret => secret,
            PSCredential credential => credential.Password,
            string text => Protect(text),
            _ => null,
        };
    }

    private static SecureString Protect(string text)
    {
        SecureString secret = new();
        foreach (char c in text)
        {
            secret.AppendChar(c);
        }

        secret.MakeReadOnly();
        return secret;
    }
}
