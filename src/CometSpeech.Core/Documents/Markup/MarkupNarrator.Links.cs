using System.Xml.XPath;
using CometSpeech.Core.Documents.Markup.Elements;
using CometSpeech.Core.Documents.Narration;

namespace CometSpeech.Core.Documents.Markup;

// Links, and the notes to which some of them lead.
internal sealed partial class MarkupNarrator
{
    private void NarrateLink(XPathNavigator element)
    {
        if (_link != LinkContent.NoLink)
        {
            NarrateChildren(element);
            return;
        }

        if (NoteMarks.IsMark(element))
        {
            NarrateNoteMark(element);
            return;
        }

        if (NoteMarks.IsCommit(element) && !options.Speaks(DocumentElements.Address))
        {
            Output.LeaveOutMark();
            return;
        }

        string address = MarkupAttributes.Get(element, "href");
        _link = MarkupText.HasText(element) || FileNames.IsPicture(address) ? LinkContent.Text : LinkContent.ImagesOnly;
        NarrationBuilder output = Output;
        int start = output.BeginLink();
        NarrateChildren(element);
        output.EndLink(start, address);
        _link = LinkContent.NoLink;
    }

    // «English | Deutsch · Français»: a person pauses at the bar.
    private void AppendBetweenLinks(string text)
    {
        string[] parts = LinkBars.Split(text);
        for (int i = 0; i < parts.Length; i++)
        {
            if (i > 0)
            {
                Output.AppendSeparator();
            }

            AppendText(parts[i]);
        }
    }

    private void NarrateNoteMark(XPathNavigator element)
    {
        if (options.Speaks(DocumentElements.Note)
            && MarkupText.Short(element, NoteMarks.Longest) is { } mark
            && MarkupText.IsSpoken(mark))
        {
            Output.Append(" " + mark.Trim('[', ']', '(', ')'));
        }
        else
        {
            Output.LeaveOutMark();
        }
    }

    private void NarrateNote(XPathNavigator element)
    {
        if (options.Speaks(DocumentElements.Note))
        {
            Output.EndBlock();
            NarrateChildren(element);
            Output.EndBlock();
            return;
        }

        for (int i = MarkupRules.CountNotes(element); i > 0; i--)
        {
            builder.Omissions.Add(DocumentOmission.Note);
        }
    }
}
