using System.Globalization;
using System.Net;
using System.Xml.XPath;
using CometSpeech.Core.Documents.Narration;

namespace CometSpeech.Core.Documents.Markup;

/// <summary>
/// Speaks markup as a person would read it: what <see cref="MarkupElements"/> says of each element, down to the depth
/// that <see cref="DocumentLimits"/> allow.
/// </summary>
/// <param name="options">What is spoken.</param>
/// <param name="builder">Takes the text; several documents can go into one, in order.</param>
/// <param name="kind">Where the markup comes from.</param>
/// <param name="cancellationToken">Ends it between two elements.</param>
internal sealed class MarkupNarrator(
    DocumentOptions options, NarrationBuilder builder, MarkupKind kind, CancellationToken cancellationToken)
{
    // Takes a part of the document: a cell, a term, a caption.
    private NarrationBuilder? _part;
    private int _depth;

    private NarrationBuilder Output => _part ?? builder;

    /// <summary>Speaks a document, or the part of it on which a navigator stands.</summary>
    /// <param name="root">It is where it was afterwards.</param>
    /// <exception cref="DocumentException">It nests deeper than the limits.</exception>
    public void Narrate(XPathNavigator root)
    {
        XPathNavigator node = root.Clone();
        if (node.NodeType == XPathNodeType.Root)
        {
            NarrateChildren(node);
        }
        else
        {
            NarrateNode(node);
        }

        Output.EndBlock();
    }

    private void NarrateChildren(XPathNavigator node)
    {
        if (!node.MoveToFirstChild())
        {
            return;
        }

        if (++_depth > DocumentLimits.Depth)
        {
            throw MarkupLoader.TooDeep(null);
        }

        do
        {
            NarrateNode(node);
        }
        while (node.MoveToNext());
        _depth--;
        node.MoveToParent();
    }

    private void NarrateNode(XPathNavigator node)
    {
        switch (node.NodeType)
        {
            case XPathNodeType.Text or XPathNodeType.SignificantWhitespace or XPathNodeType.Whitespace:
                Output.Append(MarkupText.Of(node));
                break;
            case XPathNodeType.Element:
                cancellationToken.ThrowIfCancellationRequested();
                NarrateElement(node);
                break;
            default:
                break;
        }
    }

    private void NarrateElement(XPathNavigator element)
    {
        var attributes = new MarkupAttributes(element);
        string name = MarkupText.NameOf(element);
        MarkupTreatment treatment = MarkupElements.Find(name, attributes);
        if (attributes.Id is { } id)
        {
            builder.MarkAnchor(id);
        }

        if (attributes.IsHidden)
        {
            return;
        }

        switch (treatment)
        {
            case MarkupTreatment.Silent:
            case MarkupTreatment.Margin when kind == MarkupKind.Page:
                break;
            case MarkupTreatment.Heading:
                Output.BeginHeading(LevelOf(element, name));
                NarrateChildren(element);
                Output.EndHeading(options.Speaks(DocumentElements.Heading));
                break;
            case MarkupTreatment.LineBreak:
                Output.AppendLineBreak();
                break;
            case MarkupTreatment.Term:
                Output.EndBlock();
                Output.Append(TakePart(element));
                break;
            case MarkupTreatment.Inline:
                NarrateChildren(element);
                break;
            default:
                NarrateBlock(element);
                break;
        }
    }

    private void NarrateBlock(XPathNavigator element)
    {
        Output.EndBlock();
        NarrateChildren(element);
        Output.EndBlock();
    }

    // What an element says as a part of a sentence.
    private string TakePart(XPathNavigator element)
    {
        NarrationBuilder? outer = _part;
        var part = new NarrationBuilder(builder.Omissions);
        _part = part;
        NarrateChildren(element);
        _part = outer;
        return part.BuildPhrase();
    }

    private static int LevelOf(XPathNavigator element, string name)
    {
        const int Deepest = 6;
        if (int.TryParse(
            MarkupAttributes.Get(element, "aria-level"),
            NumberStyles.Integer,
            CultureInfo.InvariantCulture,
            out int level) && level > 0)
        {
            return Math.Min(level, Deepest);
        }

        // Without a level ARIA's heading is of the second.
        return name.Length == 2 && name[1] is >= '1' and <= '6' ? name[1] - '0' : 2;
    }
}
