using System.Xml.XPath;
using CometSpeech.Core.Documents.Markup.Elements;
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
internal sealed partial class MarkupNarrator(
    DocumentOptions options, NarrationBuilder builder, MarkupKind kind, CancellationToken cancellationToken)
{
    // Takes a part of the document: a cell, a term, a caption.
    private NarrationBuilder? _part;
    private int _depth;
    private int _quotes;
    private HashSet<string>? _checkBoxes;
    private bool _isPreformatted;
    private bool _isStanza;
    private ListNumbers? _numbers;
    private readonly List<string> _terms = [];
    private LinkContent _link;
    private FigureTexts? _figure;

    private enum LinkContent
    {
        NoLink,
        Text,
        ImagesOnly,
    }

    private NarrationBuilder Output => _part ?? builder;

    /// <summary>Speaks a document, or the part of it on which a navigator stands.</summary>
    /// <param name="root">It is where it was afterwards.</param>
    /// <exception cref="DocumentException">It nests deeper than the limits.</exception>
    public void Narrate(XPathNavigator root)
    {
        int before = builder.Count;
        NarrateSeen(root);
        if (kind == MarkupKind.Page && builder.Count == before)
        {
            foreach (XPathNavigator hidden in MainContent.FindHidden(root))
            {
                NarrateSeen(hidden);
            }
        }
    }

    private void NarrateSeen(XPathNavigator root)
    {
        if (kind == MarkupKind.Page
            && !options.Speaks(DocumentElements.Navigation)
            && MainContent.Find(root) is { } main)
        {
            int count = builder.Count;
            NarrateNode(main);
            builder.EndBlock();
            if (builder.Count > count)
            {
                MainContent.CountOthers(root, main, builder.Omissions);
                return;
            }

            // A page whose main content only a script would fill.
        }

        XPathNavigator node = root.Clone();
        if (node.NodeType == XPathNodeType.Root || kind == MarkupKind.Page)
        {
            NarrateChildren(node);
        }
        else
        {
            NarrateNode(node);
        }

        builder.EndBlock();
    }

    private void NarrateChildren(XPathNavigator node) => NarrateChildren(node, captions: null);

    // Captions: whether only captions are spoken, or all but captions; null for everything.
    private void NarrateChildren(XPathNavigator node, bool? captions)
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
            if (captions is null || captions == (MarkupText.NameOf(node) == "figcaption"))
            {
                NarrateNode(node);
            }
        }
        while (node.MoveToNext());
        _depth--;
        node.MoveToParent();
    }

    private void NarrateNode(XPathNavigator node)
    {
        if (MarkupText.IsText(node))
        {
            string text = MarkupText.Of(node);
            if (text.IndexOfAny(LinkBars.Signs) >= 0 && LinkBars.IsBeside(node))
            {
                AppendBetweenLinks(text);
            }
            else
            {
                AppendText(text);
            }
        }
        else if (node.NodeType == XPathNodeType.Element)
        {
            cancellationToken.ThrowIfCancellationRequested();
            NarrateElement(node);
        }
    }

    private void NarrateElement(XPathNavigator element)
    {
        var attributes = new MarkupAttributes(element);
        string name = MarkupText.NameOf(element);
        MarkupTreatment treatment = MarkupElements.Find(name, attributes);
        bool isBlock = !attributes.IsHidden && MarkupElements.IsBlock(treatment);
        // A stanza in a stanza is an indented part of it.
        bool isLine = _isStanza && treatment is MarkupTreatment.Block or MarkupTreatment.Stanza;
        if (isBlock)
        {
            EndBlock(isLine);
        }

        if (attributes.Id is { } id)
        {
            builder.MarkAnchor(id);
        }

        if (attributes.Name is { } anchor)
        {
            builder.MarkAnchor(anchor);
        }

        if (!attributes.IsHidden)
        {
            NarrateElement(element, name, attributes, treatment);
        }

        if (isBlock)
        {
            EndBlock(isLine);
        }
    }

    private void EndBlock(bool isLine)
    {
        if (isLine)
        {
            Output.EndLine();
        }
        else
        {
            Output.EndBlock();
        }
    }

    private void NarrateElement(
        XPathNavigator element, string name, in MarkupAttributes attributes, MarkupTreatment treatment)
    {
        switch (treatment)
        {
            case MarkupTreatment.Heading:
                NarrateHeading(element, name);
                break;
            case MarkupTreatment.Stanza:
                bool outer = _isStanza;
                _isStanza = true;
                NarrateChildren(element);
                _isStanza = outer;
                break;
            case MarkupTreatment.List:
                NarrateList(element, null);
                break;
            case MarkupTreatment.OrderedList:
                NarrateList(element, MarkupRules.HasNumbers(element) ? new ListNumbers(element) : null);
                break;
            case MarkupTreatment.Item:
                NarrateItem(element);
                break;
            case MarkupTreatment.Term:
                NarrateTerm(element);
                break;
            case MarkupTreatment.Definition:
                NarrateDefinition(element);
                break;
            case MarkupTreatment.Table:
                NarrateTable(element);
                break;
            case MarkupTreatment.Caption:
                NarrateCaption(element);
                break;
            case MarkupTreatment.Figure:
                NarrateFigure(element);
                break;
            case MarkupTreatment.Image:
                NarrateImage(element, name, attributes);
                break;
            case MarkupTreatment.Code:
                NarrateCode(element);
                break;
            case MarkupTreatment.CodeWords:
                ReadCode(element);
                NarrateChildren(element);
                break;
            case MarkupTreatment.Quote:
                NarrateIf(DocumentElements.Quote, DocumentOmission.Quote, element);
                break;
            case MarkupTreatment.QuotedWords:
                NarrateQuotedWords(element);
                break;
            case MarkupTreatment.Link:
                NarrateLink(element);
                break;
            case MarkupTreatment.Script:
                NarrateScript(element, isRaised: name != "sub");
                break;
            case MarkupTreatment.Ruby:
                NarrateRuby(element);
                break;
            case MarkupTreatment.Formula:
                NarrateFormula(element, name, attributes);
                break;
            case MarkupTreatment.LineBreak:
                Output.AppendLineBreak();
                break;
            case MarkupTreatment.Deletion:
                NarrateIf(DocumentElements.Deleted, DocumentOmission.Deletion, element);
                break;
            case MarkupTreatment.NoteMark:
                NarrateNoteMark(element);
                break;
            case MarkupTreatment.Note:
                NarrateNote(element);
                break;
            case MarkupTreatment.Navigation or MarkupTreatment.Dialog:
                NarrateIf(DocumentElements.Navigation, DocumentOmission.Navigation, element);
                break;
            case MarkupTreatment.Margin or MarkupTreatment.Aside
                when kind == MarkupKind.Page && MarkupRules.IsBeside(element, treatment):
                NarrateIf(DocumentElements.Navigation, DocumentOmission.Navigation, element);
                break;
            case MarkupTreatment.FormField when !MarkupRules.IsHeading(element, Output):
                if (!MarkupRules.IsCheckBox(element))
                {
                    builder.Omissions.Add(DocumentOmission.Form);
                }

                break;
            case MarkupTreatment.FieldLabel when !IsOfCheckBox(element):
            case MarkupTreatment.ScreenReaderText when !MarkupRules.IsInsteadOfHidden(element):
            case MarkupTreatment.Silent:
                break;
            default:
                NarrateChildren(element);
                if (name == "dl")
                {
                    // Behind the last term nothing defines it.
                    Output.Append(TakeTerms());
                }

                break;
        }
    }
}
