using System.Globalization;
using System.Text;

namespace CometSpeech.Core.Tests.Text.Unicode;

/// <summary>The Unicode Consortium's test files of Annex 29, as Debian's package unicode-data installs them.</summary>
internal static class UnicodeTestFile
{
    private static readonly string[] s_folders =
    [
        "/usr/share/unicode/auxiliary",
        "/usr/share/unicode/ucd/auxiliary",
        "/usr/local/share/unicode/auxiliary",
    ];

    /// <summary>
    /// The lines of the file; without the file, or with one that may name characters newer than the tables, the test is
    /// skipped.
    /// </summary>
    public static IReadOnlyList<UnicodeTestLine> Read(string name)
    {
        string? path = s_folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        Skip.If(path is null, $"{name} is not there: install Debian's package unicode-data.");
        string[] lines = File.ReadAllLines(path!);
        Skip.IfNot(
            lines[0].IndexOf("-15.", StringComparison.Ordinal) > 0,
            $"{path} ({lines[0]}) is not of the Unicode version of the tables, 15.");
        return [.. lines.Where(line => line.StartsWith("÷", StringComparison.Ordinal)).Select(Parse)];
    }

    private static UnicodeTestLine Parse(string line)
    {
        var text = new StringBuilder();
        var breaks = new List<int>();
        foreach (string part in line.Split('#')[0].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "÷")
            {
                breaks.Add(text.Length);
            }
            else if (part != "×")
            {
                text.Append(
                    char.ConvertFromUtf32(int.Parse(part, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
            }
        }

        return new UnicodeTestLine(text.ToString(), breaks, line.Split('#')[0].Trim());
    }
}
