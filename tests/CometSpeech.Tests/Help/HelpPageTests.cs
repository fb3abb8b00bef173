using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Help;

/// <summary>The pages, the help file made of them, and the commands say the same.</summary>
public sealed partial class HelpPageTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public static TheoryData<string> Commands => [.. HelpPage.CommandNames];

    private static string XmlPath => Path.Combine(ModuleSession.StagePath, "en-US", "CometSpeech.dll-Help.xml");

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Manifest_cmdlets_pages_and_help_file_name_the_same_commands()
    {
        IReadOnlyList<CmdletInfo> commands = [.. _session.Run("Get-Command -Module CometSpeech")
            .Select(command => Assert.IsType<CmdletInfo>(command.BaseObject))];
        string[] names = [.. commands.Select(command => command.Name).Order(StringComparer.Ordinal)];
        string[] types = [.. commands[0].ImplementingType.Assembly.GetExportedTypes()
            .Select(type => type.GetCustomAttribute<CmdletAttribute>()).OfType<CmdletAttribute>()
            .Select(cmdlet => $"{cmdlet.VerbName}-{cmdlet.NounName}").Order(StringComparer.Ordinal)];
        string exports = ExportsExpression()
            .Match(File.ReadAllText(Path.Combine(ModuleSession.StagePath, "CometSpeech.psd1"))).Groups["names"].Value;

        Assert.Equal(types, names);
        Assert.Equal(names, HelpPage.CommandNames);
        Assert.Equal(
            names, exports.Split(',').Select(name => name.Trim(' ', '\'', '\n', '\r')).Order(StringComparer.Ordinal));
        Assert.Equal(names, HelpXml.Read(XmlPath).Select(command => command.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            names,
            LinkExpression().Matches(HelpPage.Read("CometSpeech").Text)
                .Select(match => match.Groups["name"].Value).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_page_has_the_parameters_that_the_cmdlet_has(string name)
    {
        HelpPage page = HelpPage.Read(name);
        IReadOnlyList<HelpParameter> real = HelpParameter.Of(Command(name));

        // A parameter without a value of its own may have one in words: where it comes from.
        Assert.Equal(
            real,
            page.Parameters.Zip(
                real, (said, cmdlet) => cmdlet.Default.Length == 0 ? said with { Default = "" } : said));
        Assert.Equal(real.Count, page.Parameters.Count);
        Assert.All(
            page.Descriptions,
            description => Assert.False(string.IsNullOrWhiteSpace(description.Value), description.Key));
        Assert.DoesNotContain("{{", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_page_has_the_syntax_that_the_cmdlet_has(string name)
    {
        Assert.Equal(
            Command(name).ParameterSets
                .Select(set => $"{name} {set}".Replace(" [<CommonParameters>]", "", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
            HelpPage.Read(name).Syntax.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void The_help_file_says_what_the_page_says(string name)
    {
        HelpPage page = HelpPage.Read(name);
        HelpXml xml = HelpXml.Read(XmlPath).Single(command => command.Name == name);

        Assert.Equal(page.Synopsis.Trim(), xml.Synopsis);
        Assert.Equal(HelpXml.ParameterLines(page), xml.ParameterLines());
        Assert.Equal(
            page.Descriptions.OrderBy(pair => pair.Key, StringComparer.Ordinal),
            xml.Descriptions.OrderBy(pair => pair.Key, StringComparer.Ordinal));
        Assert.Equal(page.Examples.Select(example => example.Title), xml.Examples.Select(example => example.Title));
        Assert.Equal(
            page.Examples.Select(example => example.Code.Trim()), xml.Examples.Select(example => example.Code.Trim()));
        Assert.Equal(
            Command(name).ParameterSets
                .Select(set => OptionNameExpression().Matches(set.ToString()))
                .Select(options => string.Join(' ', options.Select(option => option.Groups["name"].Value)))
                .Order(StringComparer.Ordinal),
            xml.Syntax.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void GetHelp_shows_the_page(string name)
    {
        PSObject help = Assert.Single(_session.Run($"Get-Help {name}"));

        Assert.Equal(HelpPage.Read(name).Synopsis.Trim(), ((string)help.Properties["Synopsis"].Value).Trim());
        Assert.DoesNotContain('\u0080', File.ReadAllText(XmlPath));
    }

    [GeneratedRegex(@"CmdletsToExport\s*=\s*@\((?<names>[^)]*)\)")]
    private static partial Regex ExportsExpression();

    [GeneratedRegex(@"^### \[(?<name>[\w-]+)\]\(\k<name>\.md\)", RegexOptions.Multiline)]
    private static partial Regex LinkExpression();

    [GeneratedRegex(@"(?<=^|[ \[])-(?<name>\w+)")]
    private static partial Regex OptionNameExpression();

    private CmdletInfo Command(string name) =>
        (CmdletInfo)Assert.Single(_session.Run($"Get-Command CometSpeech\\{name}")).BaseObject;
}
