using System.Text.RegularExpressions;

namespace CometSpeech.Core.Documents.Markup.Elements;

/// <summary>
/// Takes tags out of a text that shows none: programs write HTML into the text for a picture, where it is no markup.
/// </summary>
internal static class WrittenTags
{
    private static readonly Regex s_tag = new(
        "<(?<end>/?)(?<name>[a-z][a-z0-9]*)(?:\\s[^<>]*)?/?>",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(10));

    /// <summary>
    /// The text without its tags. One that is neither a line's end nor closed is what the text is about.
    /// </summary>
    public static string Remove(string text)
    {
        if (text.IndexOf('<') < 0)
        {
            return text;
        }

        var closed = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "br", "hr", "wbr" };
        foreach (Match tag in s_tag.Matches(text))
        {
            if (tag.Groups["end"].Length > 0)
            {
                closed.Add(tag.Groups["name"].Value);
            }
        }

        bool isChanged = false;
        string written = s_tag.Replace(text, tag =>
        {
            string name = tag.Groups["name"].Value;
            if (!closed.Contains(name))
            {
                return tag.Value;
            }

            isChanged = true;
            bool isBlock = MarkupElements.Find(name.ToLowerInvariant(), default) is var treatment
                && (treatment == MarkupTreatment.LineBreak || MarkupElements.IsBlock(treatment));
            return isBlock ? " " : "";
        });
        // What is HTML has its references, too.
        return isChanged
            ? MarkupText.Collapse(CharacterReferences.Decode(written, isAttribute: false))
            : text;
    }
}
