using System.Text.RegularExpressions;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Help;

/// <summary>
/// The page about the module: in step with the topic made of it, and with the errors that the code makes.
/// </summary>
public sealed partial class AboutPageTests
{
    private static string TopicPath => Path.Combine(ModuleSession.StagePath, "en-US", "about_CometSpeech.help.txt");

    [Fact]
    public void The_topic_has_the_words_of_the_page()
    {
        string page = FenceExpression().Replace(HelpPage.Read("about_CometSpeech").Text, "");
        string topic = File.ReadAllText(TopicPath);

        Assert.Equal(Words(page), Words(topic).Skip(1));
        Assert.Equal("TOPIC", Words(topic).First());
    }

    // Get-Help wraps what is longer in the middle of a word. The page has four columns less, eight in a block.
    [Fact]
    public void The_topic_fits_a_console_of_80_columns() =>
        Assert.All(File.ReadAllLines(TopicPath), line => Assert.InRange(line.Length, 0, 80));

    [Fact]
    public void GetHelp_shows_the_topic()
    {
        using ModuleSession session = new();
        Assert.Contains(
            "SHORT DESCRIPTION",
            Assert.Single(session.Run("Get-Help about_CometSpeech")).ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_lists_the_errors_that_the_code_makes()
    {
        string source = Path.Combine(HelpPage.RepositoryRoot, "src", "CometSpeech", "Errors");
        string[] ids = [.. Directory.GetFiles(source, "*.cs")
            .SelectMany(path => IdExpression().Matches(File.ReadAllText(path)))
            .Select(match => match.Groups["id"].Value)
            .SelectMany(id => id == "KeyStore" ? KeyStoreIds() : [id])
            .Distinct().Order(StringComparer.Ordinal)];
        string page = HelpPage.Read("about_CometSpeech").Text;
        string errors = page[page.IndexOf("## Errors", StringComparison.Ordinal)..];
        string[] listed = [.. ListedExpression().Matches(errors)
            .Select(match => match.Groups["id"].Value).Order(StringComparer.Ordinal)];

        Assert.True(ids.Length > 40, $"Only {ids.Length} ids were found.");
        Assert.Equal(ids, listed);
    }

    // These ids are put together: the prefix and the name of the failure.
    private static IEnumerable<string> KeyStoreIds() => NameExpression()
        .Matches(File.ReadAllText(
            Path.Combine(HelpPage.RepositoryRoot, "src", "CometSpeech.Core", "Keys", "Store", "KeyStoreFailure.cs")))
        .Select(match => "KeyStore" + match.Groups["name"].Value);

    [GeneratedRegex("""
        "(?<id>[A-Z][A-Za-z]+)"(?: \+ e\.Failure)?,\s*(?:ErrorCategory\.|Categorize|cause\.CategoryInfo)
        """)]
    private static partial Regex IdExpression();

    [GeneratedRegex(@"(?<=^```text\n(?:[^`\n]*\n)*)(?<id>[A-Z][A-Za-z]+) +\w.*$", RegexOptions.Multiline)]
    private static partial Regex ListedExpression();

    [GeneratedRegex(@"^    (?<name>[A-Z]\w+),$", RegexOptions.Multiline)]
    private static partial Regex NameExpression();

    [GeneratedRegex(@"^```\w*$", RegexOptions.Multiline)]
    private static partial Regex FenceExpression();

    [GeneratedRegex(@"\w+")]
    private static partial Regex WordExpression();

    private static IEnumerable<string> Words(string text) =>
        WordExpression().Matches(text).Select(match => match.Value.ToUpperInvariant());
}
