using System.Xml.XPath;

namespace CometSpeech.Core.Documents.Markup;

/// <summary>Finds what a page is about: its <c>main</c>, or its only <c>article</c>.</summary>
internal static class MainContent
{
    // An article is what a page is about unless paragraphs and headings beside it say more than twice as much: of 206
    // pages with one article and no main two did, both about something else. A main says so itself; one of 558 pages
    // with a main had a heading in it and the text, 32 times as much, below it, where another had dialogs, 12 times.
    private const int MostBesideArticle = 2;
    private const int MostBesideMain = 20;

    // Where an article is another's comment, or leads to another page. WordPress, Ghost, Drupal.
    private static readonly HashSet<string> s_beside = new(StringComparer.OrdinalIgnoreCase)
    {
        "comment", "comments", "comment-list", "commentlist", "comments-area", "comments-section", "respond", "related",
        "related-articles", "related-posts", "sidebar", "widget-area",
    };

    /// <summary>Finds the main content of a page.</summary>
    /// <param name="root">The page.</param>
    /// <returns>The element; null when the page does not tell.</returns>
    public static XPathNavigator? Find(XPathNavigator root)
    {
        XPathNavigator? main = null;
        XPathNavigator? article = null;
        int articles = 0;
        bool isPassedOver = false;
        var walk = new MarkupWalk(root);
        while (walk.MoveToElement(isPassedOver))
        {
            string name = MarkupText.NameOf(walk.Node);
            var attributes = new MarkupAttributes(walk.Node);
            isPassedOver = IsUnseen(name, attributes);
            if (isPassedOver)
            {
                continue;
            }

            if (name == "main" || attributes.Role == "main")
            {
                main = walk.Node.Clone();
                break;
            }

            if (name == "article")
            {
                // Those inside it are comments on it, as a rule.
                isPassedOver = true;
                if (IsBeside(walk.Node))
                {
                    continue;
                }

                articles++;
                article ??= walk.Node.Clone();
            }
        }

        if (main is not null && HoldsMost(main, root, MostBesideMain))
        {
            return main;
        }

        return main is null && articles == 1 && HoldsMost(article!, root, MostBesideArticle) ? article : null;
    }

    /// <summary>Counts the menus, headers, footers and their like that stand outside the main content.</summary>
    /// <param name="root">The page.</param>
    /// <param name="main">Its main content.</param>
    /// <param name="omissions">Hears of them.</param>
    public static void CountOthers(XPathNavigator root, XPathNavigator main, DocumentOmissions omissions)
    {
        bool isPassedOver = false;
        var walk = new MarkupWalk(root);
        while (walk.MoveToElement(isPassedOver))
        {
            var attributes = new MarkupAttributes(walk.Node);
            isPassedOver = attributes.IsHidden || walk.Node.IsSamePosition(main);
            if (!isPassedOver && IsBeside(MarkupElements.Find(MarkupText.NameOf(walk.Node), attributes)))
            {
                omissions.Add(DocumentOmission.Navigation);
                isPassedOver = true;
            }
        }
    }

    /// <summary>
    /// Finds what hides the text of a page whole: a dialog that was open when it was saved, or the wait for a script.
    /// </summary>
    /// <param name="root">The page.</param>
    public static List<XPathNavigator> FindHidden(XPathNavigator root)
    {
        List<XPathNavigator> hidden = [];
        bool isPassedOver = false;
        var walk = new MarkupWalk(root);
        while (walk.MoveToElement(isPassedOver))
        {
            bool isPart = MarkupText.NameOf(walk.Node) is not ("html" or "body");
            isPassedOver = isPart || new MarkupAttributes(walk.Node).IsHidden;
            if (isPassedOver && (!isPart || MarkupAttributes.Get(walk.Node, "aria-hidden") == "true"))
            {
                hidden.Add(walk.Node.Clone());
            }
        }

        return hidden;
    }

    private static bool HoldsMost(XPathNavigator content, XPathNavigator root, int mostBeside)
    {
        long inside = CountText(content);
        long outside = 0;
        bool isPassedOver = false;
        var walk = new MarkupWalk(root);
        while (walk.MoveToElement(isPassedOver))
        {
            string name = MarkupText.NameOf(walk.Node);
            var attributes = new MarkupAttributes(walk.Node);
            bool isParagraph = name == "p"
                || MarkupElements.Find(name, attributes) is MarkupTreatment.Heading or MarkupTreatment.Quote;
            isPassedOver = IsUnseen(name, attributes)
                || walk.Node.IsSamePosition(content)
                || IsBeside(name, attributes);
            if (isParagraph && !isPassedOver)
            {
                outside += CountText(walk.Node);
                isPassedOver = true;
            }
        }

        return outside <= mostBeside * inside;
    }

    // Characters that are no white space.
    private static long CountText(XPathNavigator element)
    {
        long count = 0;
        bool isPassedOver = false;
        var walk = new MarkupWalk(element);
        while (walk.MoveNext(isPassedOver))
        {
            isPassedOver = walk.Node.NodeType == XPathNodeType.Element
                && IsUnseen(MarkupText.NameOf(walk.Node), new MarkupAttributes(walk.Node));
            foreach (char c in MarkupText.IsText(walk.Node) ? MarkupText.Of(walk.Node) : "")
            {
                count += char.IsWhiteSpace(c) ? 0 : 1;
            }
        }

        return count;
    }

    private static bool IsUnseen(string name, in MarkupAttributes attributes) =>
        attributes.IsHidden || name is "template" or "noscript" or "script" or "style" or "head";

    private static bool IsBeside(XPathNavigator article)
    {
        XPathNavigator node = article.Clone();
        do
        {
            if (IsBeside(MarkupText.NameOf(node), new MarkupAttributes(node)))
            {
                return true;
            }
        }
        while (node.MoveToParent() && node.NodeType == XPathNodeType.Element);
        return false;
    }

    private static bool IsBeside(string name, in MarkupAttributes attributes) =>
        IsBeside(MarkupElements.Find(name, attributes))
            || (name is not ("html" or "body")
                && (s_beside.Contains(attributes.Id ?? "")
                    || Array.Exists(MarkupAttributes.Words(attributes.Class ?? ""), s_beside.Contains)));

    private static bool IsBeside(MarkupTreatment treatment) => treatment
        is MarkupTreatment.Navigation or MarkupTreatment.Margin or MarkupTreatment.Aside or MarkupTreatment.Dialog;
}
