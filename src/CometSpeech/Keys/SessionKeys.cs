using System.Collections.Concurrent;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using CometSpeech.Core.Keys;

namespace CometSpeech.Keys;

/// <summary>
/// The keys of each runspace, by origin; they go when the runspace goes. To be used on the pipeline thread, which knows
/// its runspace.
/// </summary>
internal static class SessionKeys
{
    private static readonly ConditionalWeakTable<Runspace, ConcurrentDictionary<string, ApiKey>> s_keys = new();

    private static ConcurrentDictionary<string, ApiKey> Current =>
        s_keys.GetValue(
            Runspace.DefaultRunspace, _ => new ConcurrentDictionary<string, ApiKey>(StringComparer.Ordinal));

    public static IReadOnlyDictionary<string, ApiKey> All => Current;

    public static ApiKey? Find(string origin) => Current.TryGetValue(origin, out ApiKey? key) ? key : null;

    public static void Set(string origin, ApiKey key) => Current[origin] = key;

    public static bool Remove(string origin) => Current.TryRemove(origin, out _);
}
