using System.Xml.XPath;
using CometSpeech.Core.Documents.Markup;
using CometSpeech.Core.Documents.Narration;

namespace CometSpeech.Core.Documents.Books;

/// <summary>Reads a book: EPUB 2.0.1 or 3.3.</summary>
internal sealed class EpubReader
{
    private readonly ContainerArchive _archive;
    private readonly DocumentOptions _options;
    private readonly CancellationToken _cancellationToken;
    private readonly EpubWarnings _warnings = new();
    private readonly DocumentOmissions _omissions = new();
    private readonly HashSet<string> _code = new(StringComparer.Ordinal);
    private readonly EpubEncryption _encryption;
    private readonly EpubPackage _package;
    private readonly EpubContents _contents;
    private readonly HashSet<EpubLink> _places;
    private readonly HashSet<string> _titles;
    private readonly HashSet<string> _parts;

    private EpubReader(ContainerArchive archive, DocumentOptions options, CancellationToken cancellationToken)
    {
        _archive = archive;
        _options = options;
        _cancellationToken = cancellationToken;
        _encryption = new EpubEncryption(archive, _warnings, cancellationToken);
        _package = EpubPackage.Read(archive, _encryption, _warnings, cancellationToken);
        _contents = EpubContents.Read(archive, _package, _encryption, _warnings, cancellationToken);
        _places = [.. _contents.Entries.Select(entry => entry.Link)];
        // What has entries below it.
        _parts = new(
            _contents.Entries.Zip(_contents.Entries.Skip(1), (entry, next) => next.Level > entry.Level ? entry : null)
                .OfType<EpubEntry>().Select(entry => Letters(entry.Title)),
            StringComparer.Ordinal);
        _titles = new(_contents.Entries.Select(entry => Letters(entry.Title)), StringComparer.Ordinal);
    }

    /// <summary>Reads a book.</summary>
    /// <exception cref="DocumentException">It is no book, damaged, encrypted, or larger than the limits.</exception>
    public static SpokenDocument Read(
        Stream stream, DocumentOptions options, CancellationToken cancellationToken)
    {
        var archive = ContainerArchive.Open(stream);
        return new EpubReader(archive, options, cancellationToken).Read();
    }

    private SpokenDocument Read()
    {
        var text = new EpubText(_contents.Entries);
        IReadOnlyList<string> paths =
            new EpubParts(_package, _contents, _options).Choose(FindDocuments(), _omissions);
        HashSet<string> repeated =
            [.. paths.GroupBy(path => path).Where(path => path.Skip(1).Any()).Select(path => path.Key)];
        var narrated = new Dictionary<string, NarratedText>(StringComparer.Ordinal);
        foreach (string path in paths)
        {
            // One that is listed a thousand times is parsed once.
            if (!narrated.TryGetValue(path, out NarratedText? document))
            {
                document = Narrate(path);
                if (repeated.Contains(path))
                {
                    narrated.Add(path, document);
                }
            }

            text.Add(path, document);
        }

        return new SpokenDocument
        {
            Title = _package.Metadata.Title,
            Authors = _package.Metadata.Authors,
            Language = _package.Metadata.Language,
            Cover = ReadCover(),
            Sections = EpubChapters.Divide(text, _contents.Entries, _options.ChapterLevel, _warnings),
            Code = _code,
            Omissions = _omissions,
            Warnings = _warnings.ToList(),
        };
    }

    // The documents of the spine that are there and can be read. What is beside the order of reading is a picture in
    // large, a note, or answers at the end: the table of contents tells what is to be read.
    private List<string> FindDocuments()
    {
        List<string> paths = [];
        HashSet<string> named = new(_contents.Entries.Select(entry => entry.Link.Path), StringComparer.Ordinal);
        bool isMarkedWrong = _package.Spine.All(reference => !reference.IsLinear);
        foreach ((string name, EpubItem? item, bool isLinear) in _package.Spine)
        {
            if (!isLinear && !isMarkedWrong && !(item?.Path is { } path && named.Contains(path)))
            {
                _omissions.Add(DocumentOmission.Nonlinear);
            }
            else if (item?.Path is null)
            {
                _warnings.AddMissing(name);
            }
            else if (item.IsText)
            {
                paths.Add(item.Path);
            }
            else if (item.IsImage)
            {
                _omissions.Add(DocumentOmission.Image);
            }
            else
            {
                _warnings.AddForeign(item.Path);
            }
        }

        return paths.Count > 0 || _omissions[DocumentOmission.Image] > 0
            ? paths
            : throw new DocumentException(
                DocumentFailure.NotReadable, null, "it is a book without any document that can be read");
    }

    private NarratedText Narrate(string path)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        _encryption.Check(path);
        XPathNavigator document = EpubXml.Load(_archive, path, _warnings, _cancellationToken)!;
        var builder = new NarrationBuilder(_omissions) { Code = _code };
        try
        {
            new MarkupNarrator(_options, builder, MarkupKind.Book, _cancellationToken).Narrate(document);
            NarratedText text = builder.Build();
            return _options.Speaks(DocumentElements.Navigation)
                ? text
                : ContentsParagraphs.LeaveOut(text, link => IsToChapter(link, path), _omissions, IsPart);
        }
        catch (DocumentException e) when (e.Place is null)
        {
            throw new DocumentException(e.Failure, path, e.Message, e);
        }
    }

    private bool IsPart(string title) => _parts.Contains(Letters(title));

    // The anchors of a page and of the table of contents may be different ones of one heading.
    private bool IsToChapter(LinkedText link, string path) =>
        EpubLink.Resolve(_archive, path, link.Address) is { } place
            && (_places.Contains(place) || _titles.Contains(Letters(link.Text)));

    private static string Letters(string title) =>
        new([.. title.Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant)]);

    // A picture that cannot be had is no reason to refuse a book.
    private DocumentCover? ReadCover()
    {
        if (_package.Cover is not { IsPicture: true, Path: { } path } cover || _encryption.Covers(path))
        {
            return null;
        }

        try
        {
            using MemoryStream? picture = _archive.Read(path, _cancellationToken, DocumentLimits.CoverBytes);
            return new DocumentCover(
                picture!.ToArray(), cover.MediaType == "image/jpg" ? "image/jpeg" : cover.MediaType);
        }
        catch (DocumentException e)
        {
            _warnings.Add($"The picture of its cover, {path}, was left out: {e.Message}.");
            return null;
        }
    }
}
