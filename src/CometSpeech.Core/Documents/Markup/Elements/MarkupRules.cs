using System.Globalization;
using System.Xml.XPath;
using CometSpeech.Core.Documents.Narration;

namespace CometSpeech.Core.Documents.Markup.Elements;

/// <summary>What cannot be told by an element's name and attributes alone.</summary>
internal static class MarkupRules
{
    /// <summary>The level of a heading, 1 to 6.</summary>
    public static int LevelOf(XPathNavigator element, string name)
    {
        const int Deepest = 6;
        if (int.TryParse(
            MarkupAttributes.Get(element, "aria-level"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out int level) && level > 0)
        {
            return Math.Min(level, Deepest);
        }

        // ARIA 1.2, heading: without a level it is of the second.
        return name.Length == 2 && name[1] is >= '1' and <= '6' ? name[1] - '0' : 2;
    }

    /// <summary>Whether an ordered list shows its numbers, as far as it tells itself.</summary>
    public static bool HasNumbers(XPathNavigator list)
    {
        string style = MarkupAttributes.Get(list, "style");
        return style.IndexOf("list-style", StringComparison.OrdinalIgnoreCase) < 0
            || style.IndexOf("none", StringComparison.OrdinalIgnoreCase) < 0;
    }

    /// <summary>
    /// Whether a definition follows a term, or another term that it belongs to: none behind one that is hidden.
    /// </summary>
    public static bool IsBeforeDefinition(XPathNavigator term)
    {
        bool isDefined = false;
        XPathNavigator next = term.Clone();
        while (next.MoveToNext())
        {
            if (next.NodeType != XPathNodeType.Element)
            {
                continue;
            }

            string name = MarkupText.NameOf(next);
            if (!new MarkupAttributes(next).IsHidden)
            {
                return name == "dd" || (name == "dt" && !isDefined);
            }

            isDefined |= name == "dd";
        }

        return false;
    }

    /// <summary>
    /// Whether a header, footer or aside belongs to the page and not to what the page is about (HTML Accessibility API
    /// Mappings: where a header is a banner, a footer is information on the page).
    /// </summary>
    public static bool IsBeside(XPathNavigator element, MarkupTreatment treatment)
    {
        if (treatment == MarkupTreatment.Aside)
        {
            return !IsInMain(element) && !MarkupText.IsInside(element, "article", "main");
        }

        return !IsInMain(element)
            && !MarkupText.IsInside(
                element, "article", "aside", "main", "nav", "section", "blockquote", "figure", "td", "dialog")
            // The title of a page without a main content, with no menu beside it.
            && (MarkupText.FindInside(element, "h1") is null
                || MarkupText.FindInside(element, "nav", "ul", "form", "menu") is not null);
    }

    /// <summary>Whether it is a box to tick, or nothing that is seen.</summary>
    public static bool IsCheckBox(XPathNavigator element) =>
        MarkupAttributes.Get(element, "type") is "checkbox" or "radio" or "hidden";

    /// <summary>The ids of the boxes to tick in a document, of those that are seen.</summary>
    public static HashSet<string> FindCheckBoxes(XPathNavigator element)
    {
        XPathNavigator root = element.Clone();
        root.MoveToRoot();
        HashSet<string> ids = new(StringComparer.Ordinal);
        var walk = new MarkupWalk(root);
        while (walk.MoveToElement())
        {
            if (MarkupText.NameOf(walk.Node) == "input"
                && MarkupAttributes.Get(walk.Node, "type") is "checkbox" or "radio"
                && new MarkupAttributes(walk.Node) is { IsHidden: false, Role: null, Id: { } id })
            {
                ids.Add(id);
            }
        }

        return ids;
    }

    /// <summary>
    /// Whether a button is a heading, or the beginning of one or of a summary: it opens and closes what stands below.
    /// </summary>
    /// <param name="button">An element that may be a button.</param>
    /// <param name="output">What the heading has said so far; buttons behind its text do something else.</param>
    public static bool IsHeading(XPathNavigator button, NarrationBuilder output) =>
        (MarkupText.NameOf(button) == "button" || MarkupAttributes.Get(button, "role") == "button")
            && (MarkupText.FindInside(button, "h1", "h2", "h3", "h4", "h5", "h6") is not null
                || (output.IsBlockEmpty && (output.IsInHeading || MarkupText.IsInside(button, "summary"))));

    /// <summary>
    /// Whether text that only programs for the screen read stands in for what is hidden from them: then nothing else
    /// says it.
    /// </summary>
    public static bool IsInsteadOfHidden(XPathNavigator element)
    {
        XPathNavigator sibling = element.Clone();
        while (sibling.MoveToNext())
        {
            if (sibling.NodeType == XPathNodeType.Element)
            {
                if (IsHiddenFromPrograms(sibling))
                {
                    return true;
                }

                break;
            }
        }

        sibling.MoveTo(element);
        while (sibling.MoveToPrevious())
        {
            if (sibling.NodeType == XPathNodeType.Element)
            {
                return IsHiddenFromPrograms(sibling);
            }
        }

        return false;
    }

    /// <summary>Whether a picture says of itself that it means nothing: an empty text.</summary>
    public static bool IsDecoration(XPathNavigator element, string name) =>
        name == "img"
            && MarkupAttributes.Has(element, "alt")
            && string.IsNullOrWhiteSpace(MarkupAttributes.Get(element, "alt"));

    /// <summary>The text that stands for a picture; empty for none.</summary>
    public static string ImageText(XPathNavigator element, string name)
    {
        string text = name == "img" ? MarkupText.WithoutTags(MarkupAttributes.Get(element, "alt")).Trim() : "";
        if (text.Length == 0)
        {
            text = MarkupAttributes.Get(element, "aria-label").Trim();
        }

        return FileNames.IsOne(text, MarkupAttributes.Get(element, "src")) ? "" : text;
    }

    /// <summary>
    /// Whether an <c>object</c> is a picture, by its type or the name of its file; what is in it stands for it then. Of
    /// others it says that a program is needed to show them.
    /// </summary>
    public static bool IsPictureObject(XPathNavigator element) =>
        MarkupAttributes.Get(element, "type").StartsWith("image/", StringComparison.OrdinalIgnoreCase)
            || FileNames.IsPicture(MarkupAttributes.Get(element, "data"));

    /// <summary>How many notes there are in an element that holds notes.</summary>
    public static int CountNotes(XPathNavigator element)
    {
        int items = 0;
        int notes = 0;
        bool isPassedOver = false;
        var walk = new MarkupWalk(element);
        while (walk.MoveToElement(isPassedOver))
        {
            string name = MarkupText.NameOf(walk.Node);
            isPassedOver = name == "li";
            items += name == "li" ? 1 : 0;
            notes += MarkupElements.Find(name, new MarkupAttributes(walk.Node)) == MarkupTreatment.Note ? 1 : 0;
        }

        return Math.Max(1, Math.Max(items, notes));
    }

    private static bool IsInMain(XPathNavigator element)
    {
        XPathNavigator parent = element.Clone();
        while (parent.MoveToParent() && parent.NodeType == XPathNodeType.Element)
        {
            if (MarkupAttributes.Get(parent, "role") == "main")
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsHiddenFromPrograms(XPathNavigator element) =>
        MarkupAttributes.Get(element, "aria-hidden") == "true";
}
