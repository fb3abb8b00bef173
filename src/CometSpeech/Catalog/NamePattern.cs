using System.Management.Automation;

namespace CometSpeech.Catalog;

/// <summary>
/// A name to look for, with wildcards or to the letter: names of servers may hold brackets, and are found as they are
/// listed and completed.
/// </summary>
internal sealed class NamePattern
{
    private readonly string _name;

    // Null where the name is no pattern that is whole, as one with half of a pair of brackets.
    private readonly WildcardPattern? _pattern;

    /// <summary>Takes a name as a user gives it.</summary>
    public NamePattern(string name)
    {
        _name = name;
        try
        {
            _pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
            // It is read when it is first needed, and says only then that it is none.
            _ = _pattern.IsMatch(name);
        }
        catch (WildcardPatternException)
        {
            _pattern = null;
        }
    }

    /// <summary>Whether it may mean many names, or none.</summary>
    public bool HasWildcards => _pattern is not null && WildcardPattern.ContainsWildcardCharacters(_name);

    /// <summary>Whether a name is meant; case makes no difference.</summary>
    public bool IsMatch(string listed) =>
        listed.Equals(_name, StringComparison.OrdinalIgnoreCase) || _pattern?.IsMatch(listed) == true;
}
