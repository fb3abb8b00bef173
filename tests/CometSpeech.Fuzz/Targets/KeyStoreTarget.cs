using System.Text;
using CometSpeech.Core.Keys;
using CometSpeech.Core.Keys.Store;
using CometSpeech.Fuzz.Mutation;

namespace CometSpeech.Fuzz.Targets;

/// <summary>
/// The file of stored keys: read, or refused with a <see cref="KeyStoreException"/> that does not quote it. What else
/// is stored outlives a change.
/// </summary>
internal sealed class KeyStoreTarget() : FuzzTarget("keys", new JsonShape(
    ["version", "keys", "key", "protectedKey", "vault", "secretName", "https://a.b:443", Origin, Secret],
    Secret, "Bearer ", "AAAA", "Local", Origin, "COMETAPI_KEY=abc", "'abc'"))
{
    private const string Secret = "sk-fuzz-4f8c1b7a9e2d6035";
    private const string Origin = "https://other.invalid:443";

    private readonly Lazy<string> _folder = new(() => Scratch.Folder("keys"));

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds =>
    [
        .. ((string[])[
            $$"""
            {
              "version": 1,
              "keys": {
                "https://api.cometapi.com:443": { "key": "{{Secret}}" },
                "http://localhost:8880": { "vault": "Local", "secretName": "Comet" }
              }
            }
            """,
            "{\"keys\":{\"https://a.b:443\":{\"key\":\"" + Secret + "\"}}}",
            "{\"keys\":{\"https://b.c:443\":{\"protectedKey\":\"AAAA\"}}}",
        ]).Select(Encoding.UTF8.GetBytes),
    ];

    /// <inheritdoc/>
    public override bool Read(byte[] input)
    {
        var store = new UserKeyStore(_folder.Value);
        File.WriteAllBytes(store.Path, input);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(store.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        try
        {
            IReadOnlyDictionary<string, StoredKey> before = store.ReadAll();
            foreach (string origin in before.Keys)
            {
                Require(store.Contains(origin, out _), "what is stored is not found");
            }

            store.Set(Origin, new StoredKey(ApiKey.Parse(Secret)!));
            IReadOnlyDictionary<string, StoredKey> after = store.ReadAll();
            Require(after[Origin].Key!.Reveal() == Secret, "what was stored is another");
            Require(
                before.Where(pair => pair.Key != Origin).All(pair => Describe(after[pair.Key]) == Describe(pair.Value)),
                "another entry was changed");
            store.Remove(Origin);
            return true;
        }
        catch (KeyStoreException e)
        {
            // An address that holds the key cannot be told from others.
            bool isInAddress = Encoding.UTF8.GetString(input).Split('"')
                .Any(text => text.Contains("://") && text.Contains(Secret, StringComparison.Ordinal));
            Require(
                isInAddress || !e.ToString().Contains(Secret, StringComparison.Ordinal), "the refusal quotes a key");
            return false;
        }
    }

    private static string Describe(StoredKey stored) => stored.Vault?.ToString() ?? stored.Key!.Reveal();
}
