using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;

namespace CometSpeech.Core.Tests.Documents.Markup.Markdown;

/// <summary>
/// The examples of the CommonMark specification: what is spoken of each is the text of the HTML that stands beside it,
/// so that no word is lost and no sign of markup left over.
/// </summary>
public sealed class CommonMarkTests
{
#if NETFRAMEWORK
    // [\u1E9E] is a link to what is defined as [SS]: .NET Framework knows no case folding.
    private const int CapitalSharpS = 540;
#else
    private const int CapitalSharpS = 0;
#endif

    [SkippableFact]
    public void No_word_is_lost_and_no_sign_is_left_over()
    {
        string path = typeof(CommonMarkTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "CommonMarkPath").Value!;
        Skip.IfNot(File.Exists(path), $"{path} is not there: npm pack commonmark-spec@0.31.2.");
        MatchCollection examples = Regex.Matches(
            File.ReadAllText(path).Replace("\r", "").Replace('\u2192', '\t'),
            "^`{32} example\n(.*?)^\\.\n(.*?)^`{32}$",
            RegexOptions.Multiline | RegexOptions.Singleline);

        List<string> different = [];
        for (int i = 0; i < examples.Count; i++)
        {
            string html = examples[i].Groups[2].Value;
            string expected = Signs(TextOf(html), html);
            string spoken = Signs(MarkdownText.Spoken(examples[i].Groups[1].Value), html);
            if (expected != spoken && i + 1 != CapitalSharpS)
            {
                different.Add($"{i + 1}: {examples[i].Groups[1].Value}\nexpected {expected}\nspoken   {spoken}");
            }
        }

        Assert.True(examples.Count > 600);
        Assert.True(different.Count == 0, string.Join("\n\n", different));
    }

    // What of a page is spoken, by means that are not the reader's.
    private static string TextOf(string html)
    {
        string text = Regex.Replace(
            html,
            "<(pre(?=[^>]*><code)|script|style|textarea|del)\\b.*?(</\\1>|$)|<!--(-?>|.*?-->)"
                + "|<a [^>]*><img [^>]*></a>|<[?!].*?>",
            " ",
            RegexOptions.Singleline | RegexOptions.IgnoreCase);
        text = Regex.Replace(text, "<img [^>]*alt=\"([^\"]*)\"[^>]*>", "$1");
        // A tag that never ends swallows the rest, as in a browser.
        return WebUtility.HtmlDecode(Regex.Replace(text, "</?[A-Za-z](\"[^\"]*\"|'[^']*'|[^'\">])*(>|$)", ""));
    }

    // All signs but white space and full stops (in Kannada: danda), which are added; numbers are added to lists that
    // have them.
    private static string Signs(string text, string html)
    {
        string signs = Regex.Replace(text, "[\\s.\u0964]+", "");
        return html.Contains("<ol") ? Regex.Replace(signs, "[0-9]+", "") : signs;
    }
}
