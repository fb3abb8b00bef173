using System.Management.Automation;

namespace CometSpeech.Catalog;

/// <summary>
/// A name to look for, with wildcards or to the letter: names of servers may hold brackets, and are found as they are
/// listed and completed.
/// </summary>
internal sealed class NamePattern(string name)
{
    private readonly WildcardPattern _pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);

    /// <summary>Whether it may mean many names, or none.</summary>
    public bool HasWildcards => WildcardPattern.ContainsWildcardCharacters(name);

    /// <summary>Whether a name is meant; case makes no difference.</summary>
    public bool IsMatch(string listed) =>
        listed.Equals(name, StringComparison.OrdinalIgnoreCase) || _pattern.IsMatch(listed);
}
