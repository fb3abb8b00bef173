using System.Collections;
using System.Collections.Concurrent;
using CometSpeech.Core.Api;
using CometSpeech.Core.Keys;

namespace CometSpeech.Catalog;

/// <summary>
/// The models and voices that services have listed since the process began, for completion: a key stroke never asks the
/// network. Safe for several threads.
/// </summary>
internal static class ListedNames
{
    private static readonly ConcurrentDictionary<string, string[]> s_models = new(StringComparer.Ordinal);

    // Some servers have voices for each model.
    private static readonly ConcurrentDictionary<(string Address, string? Model), string[]> s_voices = new();

    /// <summary>Remembers the models that an address has listed, in place of those of before.</summary>
    public static void KeepModels(ServiceAddress address, IEnumerable<string> models) =>
        s_models[KeyOf(address)] = [.. models];

    /// <summary>Remembers the voices that an address has listed for a model, or for all where that is null.</summary>
    public static void KeepVoices(ServiceAddress address, string? model, IEnumerable<string> voices) =>
        s_voices[(KeyOf(address), model)] = [.. voices];

    /// <summary>The models that were listed by the address that a command would ask.</summary>
    /// <param name="boundParameters">The command's parameters that are known before it runs.</param>
    public static IReadOnlyList<string> ModelsFor(IDictionary boundParameters) =>
        AddressOf(boundParameters) is { } address && s_models.TryGetValue(address, out string[]? models) ? models : [];

    /// <summary>The voices that were listed by the address that a command would ask.</summary>
    /// <param name="boundParameters">The command's parameters that are known before it runs.</param>
    public static string[] VoicesFor(IDictionary boundParameters) =>
        AddressOf(boundParameters) is { } address
            ? [.. s_voices.Where(pair => pair.Key.Address == address).SelectMany(pair => pair.Value).Distinct()]
            : [];

    private static string KeyOf(ServiceAddress address) => address.BaseUri.AbsoluteUri;

    // An address that cannot be had yet, or is none, has listed nothing.
    private static string? AddressOf(IDictionary boundParameters)
    {
        try
        {
            return KeyOf(boundParameters["BaseUri"]?.ToString() is { Length: > 0 } given
                ? ServiceAddress.Parse(given)
                : ServiceEnvironment.Process.GetAddress());
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
