using System.Text.RegularExpressions;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Help;

/// <summary>The examples of the help do what they say.</summary>
[Collection(ProcessEnvironment.Collection)]
public sealed partial class ExampleTests
{
    public static TheoryData<string> Pages => [.. HelpPage.CommandNames, "about_CometSpeech", "README"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_examples_of_a_page_run(string name)
    {
        HelpPage page = name == "README" ? HelpPage.ReadFile("README.md") : HelpPage.Read(name);
        IReadOnlyList<(string Title, string Code)> examples = page.Examples.Count > 0
            ? page.Examples
            : [.. page.Code().Select((code, i) => ($"Block {i + 1}", code))];
        await using ExampleScene scene = await ExampleScene.StartAsync();

        Assert.NotEmpty(examples);
        foreach ((string title, string code) in examples)
        {
            int before = scene.SpeechRequests;
            (IReadOnlyList<string> errors, IReadOnlyList<string> files) = scene.Run(code);

            Assert.True(errors.Count == 0, $"{title}: {string.Join('\n', errors)}");
            // What -WhatIf stands in makes nothing.
            string paid =
                string.Join('\n', code.Split('\n').Where(line => !line.Contains("-WhatIf", StringComparison.Ordinal)));
            bool speaks = CommandExpression().IsMatch(paid);
            Assert.True(speaks == scene.SpeechRequests > before, $"{title}: {scene.SpeechRequests - before} requests.");
            Assert.All(
                FilesOf(paid),
                file => Assert.True(files.Contains(file), $"{title} makes no {file}, but {string.Join(", ", files)}."));
        }
    }

    [Fact]
    public void ConvertToSpeech_has_seven_examples_and_more() =>
        Assert.InRange(HelpPage.Read("ConvertTo-Speech").Examples.Count, 7, 30);

    [GeneratedRegex(@"(?<=-OutFile |Export-Csv )[\w-]+\.\w+")]
    private static partial Regex FileExpression();

    [GeneratedRegex(@"^[^#\n]*ConvertTo-Speech", RegexOptions.Multiline)]
    private static partial Regex CommandExpression();

    private static IEnumerable<string> FilesOf(string code) =>
        FileExpression().Matches(code).Select(match => match.Value)
            .Concat(code.Contains("ffplay", StringComparison.Ordinal) ? ["played"] : []);
}
