namespace CometSpeech.Core.Keys;

/// <summary>Where a key was found, in the order of search.</summary>
public enum ApiKeySource
{
    /// <summary>Given with the command itself.</summary>
    Parameter,

    /// <summary>Set for this session.</summary>
    Session,

    /// <summary>An environment variable, see <see cref="ServiceEnvironment"/>.</summary>
    Environment,

    /// <summary>A vault that was named before, see <see cref="Store.VaultReference"/>.</summary>
    Vault,

    /// <summary>The current user's store, see <see cref="Store.UserKeyStore"/>.</summary>
    UserStore,
}
