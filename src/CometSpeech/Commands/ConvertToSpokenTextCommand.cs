using System.Management.Automation;
using System.Text;
using CometSpeech.Completion;
using CometSpeech.Core.Documents;
using CometSpeech.Errors;
using CometSpeech.Input;
using CometSpeech.Input.Documents;
using CometSpeech.Input.Files;
using CometSpeech.Input.Records;
using CometSpeech.Output;
using CometSpeech.Running;

namespace CometSpeech.Commands;

/// <summary>ConvertTo-SpokenText: shows what would be spoken, without asking the service.</summary>
[Cmdlet(VerbsData.ConvertTo, "SpokenText", DefaultParameterSetName = InputObjectSet)]
[OutputType(typeof(SpokenText))]
public sealed class ConvertToSpokenTextCommand : PSCmdlet, IDisposable, IMessageStreams
{
    private const string InputObjectSet = "InputObject";
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private readonly StopSource _stop = new();
    private readonly DocumentLines _lines = new();
    private SpokenTexts? _spoken;
    private DocumentInput? _documents;
    private InputTextReader? _texts;
    private InputTextCheck? _check;
    private Func<string, DocumentText>? _readLines;
    private string? _lineOrigin;
    private string? _lastCause;

    /// <summary>What is to be spoken: text, files, or objects with a property Text or a path.</summary>
    [Parameter(ParameterSetName = InputObjectSet, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? InputObject { get; set; }

    /// <summary>Files; wildcards work.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Files, to the letter.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>How text files are encoded when they have no byte-order mark.</summary>
    [Parameter]
    [EncodingTransformation]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    public Encoding? Encoding { get; set; }

    /// <summary>What files and strings are written in.</summary>
    [Parameter]
    [ValidateSet("Auto", "Text", "Markdown", "Html", "Epub", "Docx")]
    public string InputFormat { get; set; } = "Auto";

    /// <summary>The deepest level of headings that begin chapters.</summary>
    [Parameter]
    [ValidateRange(0, 6)]
    public int? ChapterLevel { get; set; }

    /// <summary>What is spoken though it is left out as a rule.</summary>
    [Parameter]
    [ValidateSet("Code", "Note", "Address", "Deleted", "Emoji", "FrontMatter", "RubyReading", "Navigation")]
    public string[] SpeakElement { get; set; } = [];

    /// <summary>What is left out though it is spoken as a rule.</summary>
    [Parameter]
    [ValidateSet("Heading", "Table", "Quote", "ImageText", "Caption")]
    public string[] OmitElement { get; set; } = [];

    /// <summary>What is said for words: hashtables and paths of files.</summary>
    [Parameter]
    public object?[]? Pronunciation { get; set; }

    /// <summary>How the text is cleaned.</summary>
    [Parameter]
    [ValidateSet("None", "Basic", "Layout")]
    public string? TextCleanup { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var options = new DocumentOptions
        {
            ChapterLevel = ChapterLevel,
            Spoken = (DocumentElements.Default | ElementsFrom(SpeakElement)) & ~ElementsFrom(OmitElement),
        };
        _spoken = new SpokenTexts(PronunciationParameter.Read(this, Pronunciation, _stop.Token));
        _documents = new DocumentInput(
            DocumentInput.FormatFrom(InputFormat),
            Encoding,
            options,
            TextCleaning.From(TextCleanup, options.Spoken),
            this,
            _stop.Token);
        _texts = new InputTextReader(this, new PieceReader(_documents, joinsLines: true));
        _check = new InputTextCheck(this, _documents.Format);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        IEnumerable<InputText> pieces = ParameterSetName switch
        {
            PathSet => Path.SelectMany(path => InputPath.ResolveWildcards(this, path)).Select(_texts!.ReadFile),
            LiteralPathSet => LiteralPath.Select(path => InputPath.ResolveLiteral(this, path)).Select(_texts!.ReadFile),
            _ => _texts!.Read(InputObject),
        };
        foreach (InputText piece in pieces)
        {
            Add(piece);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => WriteLines();

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Stop();

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    private static DocumentElements ElementsFrom(string[] names) => names.Length > 0
        // As flags are written.
        && Enum.TryParse(string.Join(",", names), ignoreCase: true, out DocumentElements elements)
            ? elements
            : DocumentElements.None;

    private void Add(InputText piece)
    {
        var name = new RecordName(_texts!.Count, piece.Text, null);
        bool isSaid = piece.Cause is not null && piece.Cause == _lastCause;
        _lastCause = piece.Cause;
        if (piece.Error is { } error && !isSaid)
        {
            WriteError(error(name));
        }

        if (!_check!.Accepts(name, piece, out string? origin))
        {
            return;
        }

        if (ValueText.BaseOf(piece.Source) is SpokenText spoken)
        {
            WriteLines();
            Write(DocumentText.Of(spoken), spoken.Path, piece.Source, piece.IsPronounced);
            return;
        }

        // Strings that follow each other are one text; a document is one of its own, and Get-Content of several
        // files reads several.
        bool isLine = piece is { Path: null, Document: null };
        bool isOther = piece.ReadLines is not null && origin is not null && origin != (_lineOrigin ?? origin);
        if (!isLine || _readLines != piece.ReadLines || isOther)
        {
            WriteLines();
        }

        if (isLine)
        {
            _lineOrigin = origin ?? _lineOrigin;
            _readLines = piece.ReadLines;
            _lines.Add(piece.Text!);
        }
        else
        {
            Write(
                new DocumentText(piece.Text!) { Chapters = piece.Chapters, Document = piece.Document },
                piece.Path,
                piece.Source);
        }
    }

    private void WriteLines()
    {
        if (_lines.IsEmpty)
        {
            return;
        }

        string text = _lines.Take();
        _lineOrigin = null;
        try
        {
            Write((_readLines ?? _documents!.ReadPlain)(text), null, null);
        }
        catch (DocumentException e)
        {
            WriteError(DocumentErrors.NotReadable("The text", e, null));
        }
    }

    private void Write(DocumentText text, string? path, object? source, bool isPronounced = false)
    {
        IReadOnlyList<SpokenText> spoken = _spoken!.Divide(text, path, isPronounced);
        if (spoken.Count == 0)
        {
            WriteError(DocumentErrors.TextIsEmpty(path, text.Document, path ?? source));
        }

        WriteObject(spoken, enumerateCollection: true);
    }
}
