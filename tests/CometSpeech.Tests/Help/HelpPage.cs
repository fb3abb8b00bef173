using System.Reflection;
using System.Text.RegularExpressions;

namespace CometSpeech.Tests.Help;

/// <summary>A page of <c>docs/en-US</c>, in the form of Microsoft.PowerShell.PlatyPS 1.0.</summary>
internal sealed partial class HelpPage
{
    private HelpPage(string path)
    {
        Name = Path.GetFileNameWithoutExtension(path);
        Text = File.ReadAllText(path).ReplaceLineEndings("\n");
    }

    /// <summary>The root of the repository.</summary>
    public static string RepositoryRoot { get; } = Path.GetFullPath(typeof(HelpPage).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!);

    /// <summary>The names of the commands that have a page.</summary>
    public static IReadOnlyList<string> CommandNames { get; } =
        [.. Directory.GetFiles(Path.Combine(RepositoryRoot, "docs", "en-US"), "*-*.md")
            .Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    /// <summary>The file's name without its extension.</summary>
    public string Name { get; }

    /// <summary>All of it, with line feeds alone.</summary>
    public string Text { get; }

    public string Synopsis => Section("SYNOPSIS");

    /// <summary>The syntax blocks, each on one line.</summary>
    public IReadOnlyList<string> Syntax => [.. FenceExpression().Matches(Section("SYNTAX"))
        .Select(match => SpaceExpression().Replace(match.Groups["code"].Value, " ").Trim())];

    /// <summary>The examples' titles, and the blocks of PowerShell in each.</summary>
    public IReadOnlyList<(string Title, string Code)> Examples =>
        [.. Parts(Section("EXAMPLES")).Select(part => (part.Title, Code(part.Body)))];

    /// <summary>All blocks of PowerShell, wherever they stand.</summary>
    public IReadOnlyList<string> Code() => [.. PowerShellBlocks(Text)];

    /// <summary>What the page says of the parameters, in the order of their names.</summary>
    public IReadOnlyList<HelpParameter> Parameters => [.. ParameterParts()
        .Select(part => ReadParameter(part.Title.TrimStart('-'), Yaml(part.Body)))
        .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)];

    /// <summary>The descriptions of the parameters, by name.</summary>
    public IReadOnlyDictionary<string, string> Descriptions => ParameterParts()
        .ToDictionary(
            part => part.Title.TrimStart('-'),
            part => part.Body[..part.Body.IndexOf("```yaml", StringComparison.Ordinal)].Trim());

    /// <summary>The page of a command, or another of the help's folder, by its name.</summary>
    public static HelpPage Read(string name) => new(Path.Combine(RepositoryRoot, "docs", "en-US", name + ".md"));

    /// <summary>Any other page, by its path from the root.</summary>
    public static HelpPage ReadFile(string path) => new(Path.Combine(RepositoryRoot, path));

    /// <summary>The blocks of PowerShell in a text.</summary>
    public static IEnumerable<string> PowerShellBlocks(string text) => FenceExpression().Matches(text)
        .Where(match => match.Groups["language"].Value == "powershell").Select(match => match.Groups["code"].Value);

    [GeneratedRegex(@"^```(?<language>\w*)\n(?<code>.*?)\n```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex FenceExpression();

    [GeneratedRegex(@"\s+")]
    private static partial Regex SpaceExpression();

    private static string Code(string text) => string.Join('\n', PowerShellBlocks(text));

    private static List<(string Title, string Body)> Parts(string section) => [.. section.Split("\n### ").Skip(1)
        .Select(part => part.Split('\n', 2)).Select(part => (part[0].Trim(), part[1]))];

    private static HelpParameter ReadParameter(string name, List<(string Key, string Value)> yaml)
    {
        string Value(string key) => yaml.Single(entry => entry.Key == key).Value;
        // Each set begins with its name; "Aliases" and "AcceptedValues" hold their lists in one value.
        List<string> sets = [];
        for (int i = 0; i < yaml.Count; i++)
        {
            if (yaml[i].Key == "- Name")
            {
                Dictionary<string, string> set =
                    yaml.Skip(i + 1).Take(5).ToDictionary(entry => entry.Key.Trim(), entry => entry.Value);
                sets.Add(HelpParameter.Set(
                    yaml[i].Value,
                    set["Position"],
                    set["IsRequired"] == "true",
                    set["ValueFromPipeline"] == "true",
                    set["ValueFromPipelineByPropertyName"] == "true"));
            }
        }

        return new HelpParameter(
            name,
            Value("Type"),
            Value("DefaultValue"),
            Value("SupportsWildcards") == "true",
            Value("Aliases"),
            Value("AcceptedValues"),
            string.Join("; ", sets.Order(StringComparer.Ordinal)));
    }

    // The pages' YAML is flat: "key: value", and lists of "- value" under a key.
    private static List<(string Key, string Value)> Yaml(string body)
    {
        List<(string Key, string Value)> entries = [];
        foreach (string line in FenceExpression().Match(body).Groups["code"].Value.Split('\n'))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (line.StartsWith("- ", StringComparison.Ordinal) && colon < 0)
            {
                (string key, string value) = entries[^1];
                entries[^1] = (key, value.Length == 0 ? line[2..] : $"{value}, {line[2..]}");
            }
            else
            {
                string value = line[(colon + 1)..].Trim();
                entries.Add((line[..colon], value == "[]" ? "" : value.Trim('\'')));
            }
        }

        return entries;
    }

    private string Section(string heading)
    {
        int before = Text.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        if (before < 0)
        {
            return "";
        }

        int start = before + heading.Length + 5;
        int end = Text.IndexOf("\n## ", start, StringComparison.Ordinal);
        return Text[(start - 1)..(end < 0 ? Text.Length : end)].Trim(' ');
    }

    private IEnumerable<(string Title, string Body)> ParameterParts() =>
        Parts(Section("PARAMETERS")).Where(part => part.Title.StartsWith('-'));
}
