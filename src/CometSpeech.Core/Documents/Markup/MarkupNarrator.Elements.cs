using System.Xml.XPath;
using CometSpeech.Core.Documents.Markup.Elements;
using CometSpeech.Core.Documents.Narration;

namespace CometSpeech.Core.Documents.Markup;

// What is done with each kind of element.
internal sealed partial class MarkupNarrator
{
    // What is left out unless it is asked for, or spoken unless it is left out.
    private void NarrateIf(DocumentElements spoken, DocumentOmission omission, XPathNavigator element)
    {
        if (options.Speaks(spoken))
        {
            NarrateChildren(element);
        }
        else
        {
            builder.Omissions.Add(omission);
        }
    }

    private void AppendText(string text)
    {
        if (!_isPreformatted)
        {
            Output.Append(text);
            return;
        }

        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (i > 0)
            {
                Output.AppendLineBreak();
            }

            Output.Append(lines[i]);
        }
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

    private void NarrateHeading(XPathNavigator element, string name)
    {
        if (Output.IsInHeading)
        {
            NarrateChildren(element);
            return;
        }

        Output.BeginHeading(MarkupRules.LevelOf(element, name));
        NarrateChildren(element);
        Output.EndHeading(options.Speaks(DocumentElements.Heading));
    }

    private void NarrateList(XPathNavigator element, ListNumbers? numbers)
    {
        ListNumbers? outer = _numbers;
        _numbers = numbers;
        NarrateChildren(element);
        _numbers = outer;
    }

    private void NarrateItem(XPathNavigator element)
    {
        if (_numbers is not { } numbers)
        {
            NarrateChildren(element);
            return;
        }

        NarratePrefixed(element, numbers.Next(element) + ". ");
    }

    // The prefix waits for the first text; an item without any says nothing.
    private bool NarratePrefixed(XPathNavigator element, string prefix)
    {
        string outer = Output.Prefix;
        Output.Prefix = outer + prefix;
        NarrateChildren(element);
        Output.EndBlock();
        bool isSpoken = Output.Prefix.Length == 0;
        if (!isSpoken)
        {
            Output.Prefix = outer;
        }

        return isSpoken;
    }

    private void NarrateTerm(XPathNavigator element)
    {
        string term = TakePart(element);
        if (term.Length > 0)
        {
            _terms.Add(term);
        }

        if (!MarkupRules.IsBeforeDefinition(element))
        {
            Output.Append(TakeTerms());
        }
    }

    private void NarrateDefinition(XPathNavigator element)
    {
        string term = TakeTerms();
        if (term.Length == 0)
        {
            NarrateChildren(element);
            return;
        }

        if (!NarratePrefixed(element, SentenceEnd.IsAtEndOf(term) ? term + " " : term + ": "))
        {
            Output.Append(term);
        }
    }

    private string TakeTerms()
    {
        string terms = string.Join(", ", _terms);
        _terms.Clear();
        return terms;
    }

    // The label of another field goes with it; a box says nothing itself.
    private bool IsOfCheckBox(XPathNavigator label) =>
        MarkupAttributes.Get(label, "for") is var id
            && (id.Length == 0 || (_checkBoxes ??= MarkupRules.FindCheckBoxes(label)).Contains(id));

    private void NarrateTable(XPathNavigator element)
    {
        var table = new MarkupTable(element);
        foreach (XPathNavigator node in table.Loose)
        {
            NarrateNode(node);
        }

        if (table.IsData && !options.Speaks(DocumentElements.Table))
        {
            builder.Omissions.Add(DocumentOmission.Table);
            return;
        }

        foreach (XPathNavigator caption in table.Captions)
        {
            NarrateNode(caption);
        }

        if (table.IsData)
        {
            table.Narrate(TakePart, Output, options.Speaks(DocumentElements.Emoji));
            return;
        }

        foreach (XPathNavigator cell in table.Cells)
        {
            NarrateNode(cell);
        }
    }

    private void NarrateCode(XPathNavigator element)
    {
        bool outer = _isPreformatted;
        _isPreformatted = true;
        switch (PreformattedText.Judge(element))
        {
            case MarkupTreatment.Stanza:
                NarrateChildren(element);
                break;
            case MarkupTreatment.Navigation:
                NarrateIf(DocumentElements.Navigation, DocumentOmission.Navigation, element);
                break;
            default:
                if (options.Speaks(DocumentElements.Code))
                {
                    ReadCode(element);
                }

                NarrateIf(DocumentElements.Code, DocumentOmission.Code, element);
                break;
        }

        _isPreformatted = outer;
    }

    // Highlighters cut it into many elements.
    private void ReadCode(XPathNavigator element) => CodeWords.Add(MarkupText.All(element), builder.Code);

    // Browsers put the quotation marks around it.
    private void NarrateQuotedWords(XPathNavigator element)
    {
        bool isInner = _quotes++ % 2 > 0;
        Output.Append(isInner ? "\u2018" : "\u201C");
        NarrateChildren(element);
        Output.Append(isInner ? "\u2019" : "\u201D");
        _quotes--;
    }

    private void NarrateScript(XPathNavigator element, bool isRaised)
    {
        if (isRaised && NoteMarks.IsRaisedMark(element))
        {
            NarrateNoteMark(element);
        }
        else if (ScriptText.Read(element, isRaised, out bool isParted) is { } digits)
        {
            Output.Append(digits);
        }
        else
        {
            Output.Append(isParted ? " " : "");
            NarrateChildren(element);
        }
    }

    private void NarrateRuby(XPathNavigator element)
    {
        if (options.Speaks(DocumentElements.RubyReading) || !MarkupText.HasText(element))
        {
            Output.Append(RubyText.Read(element));
        }
        else
        {
            // The readings are silent by their names.
            NarrateChildren(element);
        }
    }

    private void NarrateFormula(XPathNavigator element, string name, in MarkupAttributes attributes)
    {
        if (name != "math" && attributes.Role != "math" && !FormulaText.IsFormula(element))
        {
            // Something else that has the name of its class.
            NarrateChildren(element);
        }
        else if (FormulaText.Read(element) is { } words)
        {
            Output.Append(words);
        }
        else
        {
            builder.Omissions.Add(DocumentOmission.Formula);
        }
    }
}
