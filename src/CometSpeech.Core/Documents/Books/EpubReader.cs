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
    private readonly EpubEncryption _encryption;
    private readonly EpubPackage _package;
    private readonly EpubContents _contents;

    private EpubReader(ContainerArchive archive, DocumentOptions options, CancellationToken cancellationToken)
    {
        _archive = archive;
        _options = options;
        _cancellationToken = cancellationToken;
        _encryption = new EpubEncryption(archive, _warnings, cancellationToken);
        _package = EpubPackage.Read(archive, _encryption, _warnings, cancellationToken);
        _contents = EpubContents.Read(archive, _package, _encryption, _warnings, cancellationToken);
    }

    /// <summary>Reads a book.</summary>
    /// <exception cref="DocumentException">It is no book, damaged, encrypted, or larger than the limits.</exception>
    public static SpokenDocument Read(
        Stream stream, DocumentOptions options, CancellationToken cancellationToken)
    {
        using var archive = ContainerArchive.Open(stream);
        return new EpubReader(archive, options, cancellationToken).Read();
    }

    private SpokenDocument Read()
    {
        var text = new EpubText(_contents.Entries);
        foreach (string path in new EpubParts(_package, _contents, _options).Choose(FindDocuments(), _omissions))
        {
            Narrate(path, text);
        }

        return new SpokenDocument
        {
            Title = _package.Metadata.Title,
            Authors = _package.Metadata.Authors,
            Language = _package.Metadata.Language,
            Cover = ReadCover(),
            Sections = EpubChapters.Divide(text, _contents.Entries, _options.ChapterLevel, _warnings),
            Omissions = _omissions,
            Warnings = _warnings.ToList(),
        };
    }

    // The documents of the spine that are there and can be read.
    private List<string> FindDocuments()
    {
        List<string> paths = [];
        foreach ((string name, EpubItem? item) in _package.Spine)
        {
            if (item is null || !_archive.Contains(item.Path))
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

    private void Narrate(string path, EpubText text)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        _encryption.Check(path);
        XPathNavigator document = EpubXml.Load(_archive, path, _warnings, _cancellationToken)!;
        var builder = new NarrationBuilder(_omissions);
        try
        {
            new MarkupNarrator(_options, builder, MarkupKind.Book, _cancellationToken).Narrate(document);
        }
        catch (DocumentException e) when (e.Place is null)
        {
            throw new DocumentException(e.Failure, path, e.Message, e);
        }

        text.Add(path, builder.Build());
    }

    // A picture that cannot be had is no reason to refuse a book.
    private DocumentCover? ReadCover()
    {
        if (_package.Cover is not { IsPicture: true } cover || _encryption.Covers(cover.Path))
        {
            return null;
        }

        try
        {
            using MemoryStream? picture = _archive.Read(cover.Path, _cancellationToken, DocumentLimits.CoverBytes);
            return picture is null
                ? null
                : new DocumentCover(
                    picture.ToArray(), cover.MediaType == "image/jpg" ? "image/jpeg" : cover.MediaType);
        }
        catch (DocumentException e)
        {
            _warnings.Add($"The picture of its cover, {cover.Path}, was left out: {e.Message}.");
            return null;
        }
    }
}
