namespace CometSpeech.Core.Keys.Store;

/// <summary>Where in a vault a key lies; the key itself stays there.</summary>
public sealed class VaultReference
{
    /// <summary>Names a secret in a vault.</summary>
    public VaultReference(string vault, string secretName)
    {
        Vault = vault;
        SecretName = secretName;
    }

    /// <summary>The name under which the vault is registered.</summary>
    public string Vault { get; }

    /// <summary>The secret's name in that vault.</summary>
    public string SecretName { get; }

    /// <summary>For a person: vault and secret.</summary>
    public override string ToString() => $"secret '{SecretName}' in vault '{Vault}'";
}
