using System.Text.RegularExpressions;

namespace CometSpeech.Core.Documents.Word.Styles;

/// <summary>
/// Knows styles by their names. Word stores the names of its own styles in English in every language; only ids
/// (<c>berschrift1</c>) are translated.
/// </summary>
internal static class WordStyleNames
{
    // Without spaces and in small letters. Those that Word has (ECMA-376 part 1, 17.7.4.9), LibreOffice, and pandoc.
    private static readonly Dictionary<string, WordRole> s_roles = new(StringComparer.Ordinal)
    {
        ["title"] = WordRole.Title,
        ["tocheading"] = WordRole.Contents,
        ["contentsheading"] = WordRole.Contents,
        ["tableoffigures"] = WordRole.Contents,
        ["tableofauthorities"] = WordRole.Contents,
        ["toaheading"] = WordRole.Contents,
        ["indexheading"] = WordRole.Contents,
        ["caption"] = WordRole.Caption,
        ["quote"] = WordRole.Quote,
        ["intensequote"] = WordRole.Quote,
        ["quotations"] = WordRole.Quote,
        ["blocktext"] = WordRole.Quote,
        ["blockquote"] = WordRole.Quote,
        ["htmlpreformatted"] = WordRole.Code,
        ["preformattedtext"] = WordRole.Code,
        ["macro"] = WordRole.Code,
        ["sourcetext"] = WordRole.Code,
        ["verbatimchar"] = WordRole.Code,
        ["macrotext"] = WordRole.Code,
        ["definitionterm"] = WordRole.Term,
        ["definitiontermtight"] = WordRole.Term,
        ["listheading"] = WordRole.Term,
        ["definition"] = WordRole.Definition,
        ["definitiondefinition"] = WordRole.Definition,
        ["definitiondefinitiontight"] = WordRole.Definition,
        ["listcontents"] = WordRole.Definition,
    };

    // "Source Code", "SourceCode", "code block"; not "postcode".
    private static readonly Regex s_code = new(
        "(?:Code|(?<![A-Za-z])code)(?![a-z])", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>What a style's name says; <see cref="WordRole.Body"/> for nothing.</summary>
    /// <param name="name">The name, or the id of a style that is not defined.</param>
    public static WordRole GetRole(string name)
    {
        string plain = Simplify(name);
        return s_roles.TryGetValue(plain, out WordRole role) ? role
            : GetLevel(plain, "toc") is not null || GetLevel(plain, "index") is not null ? WordRole.Contents
            : s_code.IsMatch(name) ? WordRole.Code
            : WordRole.Body;
    }

    /// <summary>The level of <c>heading 1</c> to <c>heading 9</c>; null for any other name.</summary>
    public static int? GetHeadingLevel(string name) => GetLevel(Simplify(name), "heading");

    private static int? GetLevel(string name, string prefix) =>
        name.Length == prefix.Length + 1
            && name.StartsWith(prefix, StringComparison.Ordinal)
            && name[name.Length - 1] is >= '1' and <= '9'
                ? name[name.Length - 1] - '0'
                : null;

    // Older versions put other names of a style behind commas.
    private static string Simplify(string name) => name.Split(',')[0].Replace(" ", "").ToLowerInvariant();
}
