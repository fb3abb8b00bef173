using System.Xml.Linq;

namespace CometSpeech.Tests.Help;

/// <summary>What the staged help file says of one command: the file that <c>Get-Help</c> reads.</summary>
internal sealed class HelpXml
{
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private readonly XElement _command;

    private HelpXml(XElement command) => _command = command;

    public string Name => _command.Element(s_command + "details")!.Element(s_command + "name")!.Value;

    public string Synopsis => _command.Element(s_command + "details")!.Element(s_maml + "description")!.Value.Trim();

    /// <summary>The examples' titles and code.</summary>
    public IReadOnlyList<(string Title, string Code)> Examples => [.. _command.Descendants(s_command + "example")
        .Select(example => (
            example.Element(s_maml + "title")!.Value.Trim('-', ' '),
            example.Element(s_dev + "code")!.Value.ReplaceLineEndings("\n")))];

    /// <summary>The parameters' names of each syntax, in order.</summary>
    public IReadOnlyList<string> Syntax => [.. _command.Descendants(s_command + "syntaxItem")
        .Select(item => item.Elements(s_command + "parameter").Select(parameter => parameter.Element(s_maml + "name")!))
        .Select(names => string.Join(' ', names.Select(name => name.Value)))];

    /// <summary>The descriptions of the parameters, by name.</summary>
    public IReadOnlyDictionary<string, string> Descriptions => Parameters().ToDictionary(
        parameter => parameter.Element(s_maml + "name")!.Value,
        parameter => string.Join(
            "\n\n",
            parameter.Element(s_maml + "description")!.Elements(s_maml + "para")
                .Select(para => para.Value.ReplaceLineEndings("\n"))));

    /// <summary>All commands of the file.</summary>
    public static IReadOnlyList<HelpXml> Read(string path) =>
        [.. XDocument.Load(path).Root!.Elements(s_command + "command").Select(command => new HelpXml(command))];

    /// <summary>A parameter in the words of the file, which has no parameter sets.</summary>
    public IReadOnlyList<string> ParameterLines() => [.. Parameters().Select(parameter => Line(
        parameter.Element(s_maml + "name")!.Value,
        parameter.Element(s_dev + "type")!.Element(s_maml + "name")!.Value,
        parameter.Element(s_dev + "defaultValue")?.Value ?? "",
        parameter.Attribute("globbing")!.Value,
        parameter.Attribute("aliases")!.Value,
        string.Join(
            ", ", parameter.Elements(s_command + "parameterValueGroup").Elements().Select(value => value.Value)),
        parameter.Attribute("required")!.Value,
        parameter.Attribute("position")!.Value,
        parameter.Attribute("pipelineInput")!.Value)).Order(StringComparer.Ordinal)];

    /// <summary>The same of a page.</summary>
    public static IReadOnlyList<string> ParameterLines(HelpPage page) => [.. page.Parameters.Select(parameter =>
    {
        // The file has room for one set; the exporter takes the first that the page names.
        int section = page.Text.IndexOf($"### -{parameter.Name}\n", StringComparison.Ordinal);
        string set = parameter.Sets.Split("; ")
            .MinBy(set => page.Text.IndexOf("- Name: " + set.Split(':')[0], section, StringComparison.Ordinal))!;
        (string Said, string Written)[] known = [("by value", "ByValue"), ("by property name", "ByPropertyName")];
        string[] ways = [.. known
            .Where(way => set.Contains(", " + way.Said, StringComparison.Ordinal)).Select(way => way.Written)];
        return Line(
            parameter.Name,
            parameter.Type,
            parameter.Default,
            parameter.Wildcards ? "true" : "false",
            parameter.Aliases.Length == 0 ? "none" : parameter.Aliases,
            parameter.Values,
            set.Contains(", required", StringComparison.Ordinal) ? "true" : "false",
            set.Split(": ")[1].Split(',')[0],
            ways.Length == 0 ? "false" : $"true ({string.Join(", ", ways)})");
    }).Order(StringComparer.Ordinal)];

    private static string Line(params string[] parts) => string.Join(" | ", parts);

    private IEnumerable<XElement> Parameters() =>
        _command.Element(s_command + "parameters")!.Elements(s_command + "parameter");
}
