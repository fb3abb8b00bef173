using static CometSpeech.Core.Documents.Markup.MarkupTreatment;

namespace CometSpeech.Core.Documents.Markup;

/// <summary>
/// What is done with which element: by its role (ARIA 1.2, DPUB-ARIA 1.1), by its <c>epub:type</c> (EPUB 3 Structural
/// Semantics Vocabulary 1.1), by class names that programs write, by its name (HTML, MathML).
/// </summary>
internal static class MarkupElements
{
    private static readonly Dictionary<string, MarkupTreatment> s_names = Table(
        (Block, "address article body center details div dl fieldset form hgroup hr html legend main p section "
            + "summary tbody td tfoot th thead tr"),
        (Heading, "h1 h2 h3 h4 h5 h6"),
        (List, "dir menu ul"),
        (OrderedList, "ol"),
        (Item, "li"),
        (Term, "dt"),
        (Definition, "dd"),
        (MarkupTreatment.Table, "table"),
        (Caption, "caption figcaption"),
        (Figure, "figure"),
        (Image, "img image object"),
        (Code, "pre listing xmp plaintext"),
        (CodeWords, "code kbd samp tt"),
        (Quote, "blockquote"),
        (QuotedWords, "q"),
        (Link, "a"),
        (Script, "sup sub"),
        (Ruby, "ruby"),
        (Formula, "math"),
        (LineBreak, "br"),
        (Deletion, "del s strike"),
        (Navigation, "nav search"),
        (Margin, "header footer"),
        (Aside, "aside"),
        (FormField, "button datalist input meter optgroup progress select textarea"),
        (FieldLabel, "label"),
        (Dialog, "dialog"),
        (Silent, "applet area audio base basefont bgsound canvas col colgroup command embed frame frameset head "
            + "iframe keygen link map meta noembed noframes noscript param rp rt rtc script source style svg "
            + "template title track video"));

    private static readonly Dictionary<string, MarkupTreatment> s_roles = Table(
        (Heading, "heading"),
        (Quote, "blockquote"),
        (Deletion, "deletion"),
        (Formula, "math"),
        (Navigation, "navigation search menu menubar tablist toolbar tree"),
        (Margin, "banner contentinfo"),
        (Aside, "complementary"),
        (Dialog, "dialog alertdialog"),
        (FormField, "button checkbox combobox listbox radio scrollbar searchbox slider spinbutton switch textbox"),
        (Navigation, "directory doc-bibliography doc-colophon doc-cover doc-index doc-pagelist doc-toc"),
        (Image, "img image"),
        (NoteMark, "doc-noteref"),
        (Note, "doc-endnote doc-endnotes doc-footnote"),
        (Silent, "doc-backlink doc-pagebreak"));

    private static readonly Dictionary<string, MarkupTreatment> s_types = Table(
        (Navigation, "bibliography colophon copyright-page cover imprint index landmarks loi lot page-list toc"),
        (NoteMark, "noteref"),
        (Note, "endnote endnotes footnote footnotes rearnote rearnotes"),
        (Silent, "backlink pagebreak"));

    private static readonly Dictionary<string, MarkupTreatment> s_classes = Table(
        // Markdig, GitHub, pandoc, Sphinx, MediaWiki, Asciidoctor.
        (NoteMark, "footnote-ref footnote-reference"),
        (Silent, "footnote-back footnote-back-ref footnote-backref"),
        (Note, "footnotes footnote-list"),
        // Asciidoctor, MediaWiki, Docusaurus, Bootstrap.
        (Navigation, "toc table-of-contents breadcrumb breadcrumbs pagination"),
        // Docusaurus, Material for MkDocs, Read the Docs, MediaWiki: ways to other pages, and to change this one.
        (Navigation, "theme-edit-this-page theme-doc-footer theme-doc-breadcrumbs theme-doc-toc-mobile "
            + "pagination-nav md-content__button md-source-file md-skip rst-footer-buttons navbox catlinks printfooter "
            + "mw-jump-link"),
        // DocBook, Publican: the pages before and behind.
        (Navigation, "navheader navfooter docnav"),
        // Doxygen: the declaration of a function, below its name.
        (Code, "memproto"),
        // Project Gutenberg: its license, before and after each book.
        (Navigation, "pg-boilerplate"),
        // Numbers of pages and lines (Project Gutenberg and others), and what RDoc says to a mouse.
        (Silent, "pagenum pageno lnum linenum linenumber method-click-advice"),
        // Project Gutenberg, docutils and others.
        (Stanza, "stanza linegroup line-block"),
        // Sphinx, Docusaurus, VitePress, MediaWiki.
        (Silent, "headerlink hash-link header-anchor mw-editsection"),
        (Formula, "math katex"),
        // Bootstrap 3 and 5, WordPress, GOV.UK, and links over the menu.
        (ScreenReaderText, "sr-only visually-hidden visuallyhidden screen-reader-text govuk-visually-hidden "
            + "skip-link skip-nav skip-to-content visually-hidden-focusable"));

    /// <summary>Whether it stands by itself: what comes before it ends, what comes after it begins anew.</summary>
    public static bool IsBlock(MarkupTreatment treatment) => treatment
        is Block or Heading or List or OrderedList or Item or Term or Definition or MarkupTreatment.Table or Caption
        or Figure or Code or Quote or Navigation or Margin or Aside or Dialog or Stanza;

    /// <summary>What is done with an element.</summary>
    /// <param name="name">Its name without a prefix.</param>
    /// <param name="attributes">Its attributes.</param>
    public static MarkupTreatment Find(string name, in MarkupAttributes attributes)
    {
        MarkupTreatment treatment = default;
        if ((!IsOpener(name, attributes.Role) && TryFind(s_roles, attributes.Role, out treatment))
            || TryFind(s_types, attributes.Type, out treatment)
            || (name is not ("html" or "body" or "main" or "article")
                && TryFind(s_classes, attributes.Class, out treatment)))
        {
            return treatment;
        }

        return s_names.TryGetValue(name, out treatment) ? treatment : Inline;
    }

    /// <summary>What is done with a part of a book.</summary>
    /// <param name="type">Its <c>epub:type</c>, or its type in the guide of EPUB 2.</param>
    public static MarkupTreatment FindType(string type) =>
        TryFind(s_types, type, out MarkupTreatment treatment) ? treatment : Inline;

    // A heading that opens and closes what stands below is one still.
    private static bool IsOpener(string name, string? role) =>
        role == "button" && (name is "summary" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6");

    // The first word that is known counts, as ARIA has it for roles.
    private static bool TryFind(
        Dictionary<string, MarkupTreatment> table, string? words, out MarkupTreatment treatment)
    {
        treatment = default;
        if (string.IsNullOrEmpty(words))
        {
            return false;
        }

        if (table.TryGetValue(words!, out treatment))
        {
            return true;
        }

        foreach (string word in MarkupAttributes.Words(words!))
        {
            if (table.TryGetValue(word, out treatment))
            {
                return true;
            }
        }

        return false;
    }

    private static Dictionary<string, MarkupTreatment> Table(params (MarkupTreatment Treatment, string Names)[] rows)
    {
        var table = new Dictionary<string, MarkupTreatment>(StringComparer.OrdinalIgnoreCase);
        foreach ((MarkupTreatment treatment, string names) in rows)
        {
            foreach (string name in names.Split(' '))
            {
                table[name] = treatment;
            }
        }

        return table;
    }
}
