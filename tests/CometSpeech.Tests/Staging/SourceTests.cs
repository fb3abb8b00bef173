using System.Reflection;
using System.Text.RegularExpressions;

namespace CometSpeech.Tests.Staging;

/// <summary>What CONTRIBUTING.md says of the sources is true.</summary>
public sealed class SourceTests
{
    private static readonly string s_root = typeof(SourceTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == "RepositoryRoot").Value!;

    [Fact]
    public void Lines_end_at_120_columns()
    {
        IEnumerable<string> tooLong =
            from folder in new[] { "src", "tests" }
            from file in Directory.EnumerateFiles(Path.Combine(s_root, folder), "*.cs", SearchOption.AllDirectories)
            where !Regex.IsMatch(file, @"[/\\](bin|obj)[/\\]")
            from line in File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
            where line.Text.Length > 120
            select $"{file}:{line.Number}";

        Assert.Empty(tooLong);
    }

    // ReplaceFile (winbase.h) without REPLACEFILE_IGNORE_MERGE_ERRORS is refused where a user may change a file but not
    // its permissions, as on many shares; neither this machine nor Wine has such a place.
    [Fact]
    public void Files_are_replaced_where_permissions_may_not_be_changed()
    {
        string[] replaced =
        [
            .. from file in Directory.EnumerateFiles(Path.Combine(s_root, "src"), "*.cs", SearchOption.AllDirectories)
               from line in File.ReadLines(file)
               where line.Contains(" File.Replace(", StringComparison.Ordinal)
               select line,
        ];

        Assert.NotEmpty(replaced);
        Assert.All(replaced, line => Assert.Contains("ignoreMetadataErrors: true", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Files_that_are_named_there_exist()
    {
        string[] sources =
        [
            .. new[] { "src", "tests", "docs", "build" }
                .Select(folder => Path.Combine(s_root, folder))
                .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
                .Select(path => Path.GetRelativePath(s_root, path).Replace('\\', '/')),
        ];
        MatchCollection named = Regex.Matches(
            File.ReadAllText(Path.Combine(s_root, "CONTRIBUTING.md")),
            @"`((?:[A-Za-z.]+/)*[A-Za-z][A-Za-z.]*\.(?:cs|ps1|psm1))`");

        Assert.True(named.Count > 20);
        Assert.All(named, name => Assert.Contains(
            sources.Append("build.ps1").Append("CometSpeech.psm1"),
            path => ("/" + path).EndsWith("/" + name.Groups[1].Value, StringComparison.Ordinal)));
    }
}
