using System.Text;
using System.Xml.XPath;

namespace CometSpeech.Core.Documents.Markup.Elements;

/// <summary>The reading of ruby, in place of what it stands over.</summary>
internal static class RubyText
{
    /// <summary>Reads an element <c>ruby</c>: each reading, and what has none as it is (HTML, 4.5.10).</summary>
    public static string Read(XPathNavigator ruby)
    {
        var text = new StringBuilder();
        var over = new StringBuilder();
        XPathNavigator child = ruby.Clone();
        for (bool isOne = child.MoveToFirstChild(); isOne; isOne = child.MoveToNext())
        {
            string name = child.NodeType == XPathNodeType.Element ? MarkupText.NameOf(child) : "";
            if (name is "rt" or "rtc")
            {
                string reading = Content(child);
                text.Append(reading.Length > 0 ? reading : over.ToString());
                over.Clear();
            }
            else if (name != "rp")
            {
                over.Append(MarkupText.IsText(child) ? MarkupText.Of(child).Trim() : Content(child));
            }
        }

        return text.Append(over).ToString();
    }

    private static string Content(XPathNavigator node) =>
        node.NodeType == XPathNodeType.Element ? MarkupText.All(node).Trim() : "";
}
