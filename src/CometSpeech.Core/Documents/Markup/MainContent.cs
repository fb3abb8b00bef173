using System.Xml.XPath;

namespace CometSpeech.Core.Documents.Markup;

/// <summary>Finds what a page is about: its <c>main</c>, or its only <c>article</c>.</summary>
internal static class MainContent
{
    /// <summary>Finds the main content of a page.</summary>
    /// <param name="root">The page.</param>
    /// <returns>The element; null when the page does not tell.</returns>
    public static XPathNavigator? Find(XPathNavigator root)
    {
        XPathNavigator? article = null;
        int articles = 0;
        bool isPassedOver = false;
        var walk = new MarkupWalk(root);
        while (walk.MoveToElement(isPassedOver))
        {
            string name = MarkupText.NameOf(walk.Node);
            var attributes = new MarkupAttributes(walk.Node);
            isPassedOver = attributes.IsHidden || name is "template" or "noscript";
            if (isPassedOver)
            {
                continue;
            }

            if (name == "main" || attributes.Role == "main")
            {
                return walk.Node.Clone();
            }

            if (name == "article")
            {
                // Those inside it are comments on it, as a rule.
                isPassedOver = true;
                articles++;
                article ??= walk.Node.Clone();
            }
        }

        return articles == 1 ? article : null;
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

    private static bool IsBeside(MarkupTreatment treatment) => treatment
        is MarkupTreatment.Navigation or MarkupTreatment.Margin or MarkupTreatment.Aside or MarkupTreatment.Dialog;
}
