using System.Xml.XPath;

namespace CometSpeech.Core.Documents.Markup;

/// <summary>Goes through all that is in an element, in the order of the document, without recursion.</summary>
/// <param name="root">The element; it stays where it is.</param>
internal sealed class MarkupWalk(XPathNavigator root)
{
    private int _depth;

    /// <summary>The node that the walk has come to; at first the element itself.</summary>
    public XPathNavigator Node { get; } = root.Clone();

    /// <summary>Goes to the next node.</summary>
    /// <param name="skipsContent">Whether what is in the present one is passed over.</param>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext(bool skipsContent = false)
    {
        if (!skipsContent && Node.MoveToFirstChild())
        {
            _depth++;
            return true;
        }

        while (_depth > 0)
        {
            if (Node.MoveToNext())
            {
                return true;
            }

            Node.MoveToParent();
            _depth--;
        }

        return false;
    }

    /// <summary>Goes to the next element.</summary>
    /// <param name="skipsContent">Whether what is in the present one is passed over.</param>
    /// <returns>Whether there is one.</returns>
    public bool MoveToElement(bool skipsContent = false)
    {
        bool isOne = MoveNext(skipsContent);
        while (isOne && Node.NodeType != XPathNodeType.Element)
        {
            isOne = MoveNext();
        }

        return isOne;
    }
}
