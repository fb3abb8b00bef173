using System.Xml.XPath;
using CometSpeech.Core.Documents.Markup.Elements;

namespace CometSpeech.Core.Documents.Markup;

// What is said for a picture, and what stands below it.
internal sealed partial class MarkupNarrator
{
    private void NarrateCaption(XPathNavigator element)
    {
        if (options.Speaks(DocumentElements.Caption) && _figure?.Repeats(element) != true)
        {
            NarrateChildren(element);
        }
    }

    private void NarrateFigure(XPathNavigator element)
    {
        if (_figure is not null)
        {
            NarrateChildren(element);
            return;
        }

        _figure = new FigureTexts();
        if (MarkupText.FindInside(element, "img", "svg") is null)
        {
            NarrateChildren(element);
        }
        else
        {
            // The caption says what the picture is of; a text for the picture stands in for seeing it.
            NarrateChildren(element, captions: false);
            NarrateChildren(element, captions: true);
        }

        _figure = null;
    }

    private void NarrateImage(XPathNavigator element, string name, in MarkupAttributes attributes)
    {
        if (name == "object" && !MarkupRules.IsPictureObject(element))
        {
            return;
        }

        // A picture made of text, or of an emoji; what stands in for an object.
        if (name is not ("img" or "image" or "svg") && MarkupText.HasText(element))
        {
            NarrateChildren(element);
            return;
        }

        if (attributes.Role is "presentation" or "none" || MarkupRules.IsDecoration(element, name))
        {
            return;
        }

        string text = MarkupRules.ImageText(element, name);
        _figure?.Add(text);
        if (text.Length == 0
            // A logo below the name of the project.
            || Output.IsLast(text)
            || !options.Speaks(DocumentElements.ImageText)
            || (_link == LinkContent.ImagesOnly && _figure is null))
        {
            builder.Omissions.Add(DocumentOmission.Image);
            return;
        }

        // A letter as a picture, with which a chapter begins, is a part of its word.
        if (text.Length == 1)
        {
            Output.Append(text);
            return;
        }

        // One that begins a paragraph stands by itself.
        bool isAlone = Output.IsBlockEmpty;
        Output.Append(" " + text + " ");
        if (isAlone && !Output.IsInHeading)
        {
            Output.EndBlock();
        }
    }
}
