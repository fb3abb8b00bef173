using CometSpeech.Core.Documents.Markup;

namespace CometSpeech.Core.Documents.Books;

/// <summary>
/// Chooses the documents of a book that are spoken: not its table of contents, its cover, its index and their like, as
/// EPUB 2's guide or EPUB 3's landmarks name them.
/// </summary>
internal sealed class EpubParts(EpubPackage package, EpubContents contents, DocumentOptions options)
{
    /// <summary>Chooses what is spoken.</summary>
    /// <param name="paths">The documents of the spine.</param>
    /// <param name="omissions">Counts those that are not.</param>
    public IReadOnlyList<string> Choose(IReadOnlyList<string> paths, DocumentOmissions omissions)
    {
        Dictionary<string, DocumentOmission> left = FindLeft();
        List<string> chosen = [.. paths.Where(path => !left.ContainsKey(path))];
        if (chosen.Count == 0)
        {
            // A book of nothing but a cover and a table of contents is one that was marked wrong.
            return paths;
        }

        foreach (string path in paths)
        {
            if (left.TryGetValue(path, out DocumentOmission kind))
            {
                omissions.Add(kind);
            }
        }

        return chosen;
    }

    private Dictionary<string, DocumentOmission> FindLeft()
    {
        var left = new Dictionary<string, DocumentOmission>(StringComparer.Ordinal);
        if (package.Navigation?.Path is { } navigation && !options.Speaks(DocumentElements.Navigation))
        {
            left[navigation] = DocumentOmission.Navigation;
        }

        ILookup<string, EpubEntry> entries = contents.Entries.ToLookup(entry => entry.Link.Path);

        // A part that begins inside a document says nothing of the document.
        IEnumerable<IGrouping<string, string>> documents = package.Guide.Concat(contents.Landmarks)
            .Where(part => part.Link is { Fragment: "" })
            .GroupBy(part => part.Link!.Value.Path, part => part.Type, StringComparer.Ordinal);
        foreach (IGrouping<string, string> document in documents)
        {
            DocumentOmission?[] kinds = [.. document.Select(KindOf)];

            // Nor does one that is a part of the text too, or several chapters.
            if (Array.TrueForAll(kinds, kind => kind is not null)
                && entries[document.Key].Count() < 2)
            {
                left[document.Key] = kinds[0]!.Value;
            }
        }

        return left;
    }

    // EPUB 2 has one word for all notes (OPF 2.6).
    private DocumentOmission? KindOf(string type) => MarkupElements.FindType(type == "notes" ? "endnotes" : type) switch
    {
        MarkupTreatment.Navigation when !options.Speaks(DocumentElements.Navigation) => DocumentOmission.Navigation,
        MarkupTreatment.Note when !options.Speaks(DocumentElements.Note) => DocumentOmission.Note,
        _ => null,
    };
}
