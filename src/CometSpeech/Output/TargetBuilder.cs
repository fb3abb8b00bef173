using CometSpeech.Core.Documents;
using CometSpeech.Core.Planning;
using CometSpeech.Core.Text;
using CometSpeech.Core.Wording;
using CometSpeech.Input;
using CometSpeech.Input.Documents;
using CometSpeech.Input.Records;
using CometSpeech.Output.Files;

namespace CometSpeech.Output;

/// <summary>
/// Gathers the records of one target: lines that are spoken alike become one segment, a change of the manner or a
/// chapter begins the next.
/// </summary>
internal sealed class TargetBuilder
{
    private readonly List<SpokenStretch> _stretches = [];
    private readonly List<DocumentInfo> _documents = [];
    private bool _isChapterSaid;

    // All that has words, and the only piece of a document among it.
    private int _texts;
    private SpokenText? _piece;

    // The chapter that a record named last, and the same until a text of it has come.
    private string? _chapter;
    private string? _begun;

    private int _files;
    private string? _origin;
    private bool _endsDocument;

    // The lines of a document that is read when all of them are there, and the first of them.
    private readonly DocumentLines _lines = new();
    private InputRecord? _line;
    private string? _lineOrigin;

    /// <summary>Why a document cannot be read whose lines the records are; null when all could.</summary>
    public DocumentException? Failure { get; private set; }

    /// <summary>The only document among the records; null when there is none or are several.</summary>
    public DocumentInfo? Document => _documents.Count == 1 ? _documents[0] : null;

    /// <summary>Adds a usable record.</summary>
    public void Add(InputRecord record)
    {
        if (record.ReadLines is null)
        {
            ReadLines();
            AddText(record);
            return;
        }

        if (_line is { } line
            && ((line.Manner != record.Manner && TextSplitter.HasWords(record.Text!))
                || (record.Chapter is { } chapter && chapter != line.Chapter)
                // What Get-Content reads of several files are several documents. A line that a script put in between
                // tells of no file, and belongs to the one before.
                || (record.Origin is { } origin && origin != (_lineOrigin ?? origin))))
        {
            ReadLines();
        }

        _line ??= record;
        _lineOrigin = record.Origin ?? _lineOrigin;
        _lines.Add(record.Text!);
    }

    private void ReadLines()
    {
        if (_line is not { } line)
        {
            return;
        }

        string? origin = _lineOrigin;
        _line = null;
        _lineOrigin = null;
        try
        {
            DocumentText document = line.ReadLines!(_lines.Take());
            AddText(new InputRecord
            {
                Text = document.Text,
                Chapters = document.Chapters,
                Document = document.Document,
                Origin = origin,
                Manner = line.Manner,
                Chapter = line.Chapter,
                IsChapterSaid = line.IsChapterSaid,
            });
        }
        catch (DocumentException e)
        {
            Failure ??= e;
        }
    }

    private void AddText(InputRecord record)
    {
        string text = record.Text!;
        // The chapters of a document that was read before tell of the same one.
        if (record.Document is { } document && !_documents.Exists(known => ReferenceEquals(known, document)))
        {
            _documents.Add(document);
        }

        bool hasWords = TextSplitter.HasWords(text);
        if (hasWords)
        {
            _piece = _texts++ == 0 ? record.Spoken : null;
        }

        _isChapterSaid |= record.IsChapterSaid;
        if (record.Chapter is { } chapter && chapter != _chapter)
        {
            _chapter = _begun = chapter;
        }

        // A blank line belongs to whoever speaks: it parts paragraphs, not speakers.
        SpokenStretch? last = _stretches.Count > 0 ? _stretches[_stretches.Count - 1] : null;
        if (last is null && string.IsNullOrWhiteSpace(text))
        {
            return;
        }

        // So do signs without a word, which some services refuse to speak alone; before the first word they go with it.
        if (last is null || (hasWords && last.HasWords
            && (last.Manner != record.Manner || last.IsPronounced != record.IsPronounced)))
        {
            _stretches.Add(last = new SpokenStretch(record.Manner!, text) { IsPronounced = record.IsPronounced });
        }
        else
        {
            // A document ends where the next text begins: a paragraph's end, whatever its last line has.
            bool goesOn = record is { Path: null, Document: null } && !_endsDocument;
            last.Append(goesOn ? "\n" : "\n\n", text);
            last.Manner = hasWords ? record.Manner! : last.Manner;
            last.IsPronounced = hasWords ? record.IsPronounced : last.IsPronounced;
        }

        last.HasWords |= hasWords;
        last.IsDocument |= record.Document is not null;
        _endsDocument = record.Document is not null;
        AddChapters(last, record, hasWords);
    }

    /// <summary>The finished target.</summary>
    public Target Build(string name, string? outFile, FileFormat format, bool noClobber, TargetOptions options)
    {
        ReadLines();
        return new Target
        {
            Name = name,
            OutFile = outFile,
            // Of several documents none is the whole.
            Tags = options.Tags.Of(Document, _piece),
            Format = format.Parts,
            Container = format.Container,
            Segments = CreateSegments(options.Pronunciation, keepsWritten: options.Subtitles.Count > 0),
            MaxChunkLength = options.MaxChunkLength,
            EndsChunksWithParagraphs = options.EndsChunksWithParagraphs,
            BeginsSmall = options.IsHeardMeanwhile,
            Pauses = options.Pauses,
            Subtitles = outFile is null ? [] : options.Subtitles,
            Force = options.Force,
            NoClobber = noClobber,
        };
    }

    // All that might begin a chapter: whether files do is known only when their number is.
    private void AddChapters(SpokenStretch stretch, InputRecord record, bool hasWords)
    {
        if (_begun is { } begun)
        {
            stretch.AddChapter(ChapterSource.Record, begun, stretch.LastStart);
            _begun = null;
        }

        // A document that Get-Content read is a file as well, though it may come in pieces.
        bool isPiece = record.Path is null && (record.Document is null || record.Origin == _origin);
        if ((record.Path ?? record.Origin) is { } path && !isPiece && hasWords)
        {
            _files++;
            _origin = path;
            string title = record.Document?.Title ?? FileNames.BaseNameOf(path);
            stretch.AddChapter(ChapterSource.File, title, stretch.LastStart);
        }

        foreach (TextChapter own in record.Chapters)
        {
            stretch.AddChapter(ChapterSource.Document, own.Title, stretch.LastStart + own.Start);
        }
    }

    private List<Segment> CreateSegments(PronunciationParameter? pronunciation, bool keepsWritten)
    {
        ChapterSource source = _isChapterSaid ? ChapterSource.Record
            : _files > 1 ? ChapterSource.File
            : ChapterSource.Document;
        List<Segment> segments = [];
        string? chapter = null;
        string? silenced = null;
        foreach (SpokenStretch stretch in _stretches)
        {
            bool isWritten = pronunciation is null || stretch.IsPronounced;
            foreach (Segment written in stretch.ToSegments(source, ref chapter))
            {
                WrittenText? before = null;
                string text = isWritten
                    ? written.Text
                    : pronunciation!.Apply(written.Text, keepsWritten, out before);
                string? begun = written.Chapter ?? silenced;
                // Where nothing is said for any of its words, some services refuse the signs that are left.
                bool isSilenced = TextSplitter.HasWords(written.Text) && !TextSplitter.HasWords(text);
                silenced = isSilenced ? begun : null;
                if (!isSilenced)
                {
                    segments.Add(written with { Text = text, Chapter = begun, Written = before });
                }
            }
        }

        return segments;
    }
}
