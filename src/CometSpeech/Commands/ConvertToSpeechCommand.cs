using System.Collections;
using System.Management.Automation;
using System.Security;
using System.Text;
using CometSpeech.Catalog;
using CometSpeech.Completion;
using CometSpeech.Core.Api;
using CometSpeech.Core.Documents;
using CometSpeech.Core.Keys;
using CometSpeech.Core.Planning;
using CometSpeech.Core.Running;
using CometSpeech.Errors;
using CometSpeech.Input;
using CometSpeech.Input.Documents;
using CometSpeech.Input.Files;
using CometSpeech.Input.Records;
using CometSpeech.Keys;
using CometSpeech.Output;
using CometSpeech.Output.Files;
using CometSpeech.Running;

namespace CometSpeech.Commands;

/// <summary>ConvertTo-Speech: turns text of any length into audio files.</summary>
[Cmdlet(VerbsData.ConvertTo, "Speech", SupportsShouldProcess = true, DefaultParameterSetName = InputObjectSet)]
[OutputType(typeof(FileInfo), typeof(byte[]))]
public sealed class ConvertToSpeechCommand : PSCmdlet, IDynamicParameters, IDisposable, IMessageStreams
{
    private const string InputObjectSet = "InputObject";
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    // A minute: longer silence is no pause.
    private const int MaxPause = 60_000;

    private readonly StopSource _stop = new();
    private PipelineRecordParameter? _pipelineRecord;
    private InputTextReader? _texts;
    private RecordReader? _records;
    private TargetFiles? _files;
    private TargetGrouper? _grouper;
    private ResultWriter? _writer;

    /// <summary>What is to be spoken: text, files, or objects with a property Text or a path.</summary>
    [Parameter(ParameterSetName = InputObjectSet, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? InputObject { get; set; }

    /// <summary>Text files; wildcards work.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Text files, to the letter.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>What files and strings are written in.</summary>
    [Parameter]
    [ValidateSet("Auto", "Text", "Markdown", "Html", "Epub", "Docx")]
    public string InputFormat { get; set; } = "Auto";

    /// <summary>How text files are encoded when they have no byte-order mark.</summary>
    [Parameter]
    [EncodingTransformation]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    public Encoding? Encoding { get; set; }

    /// <summary>The audio file, to the letter.</summary>
    [Parameter]
    [RecordValue(typeof(string))]
    [ValidateNotNullOrEmpty]
    public object? OutFile { get; set; }

    /// <summary>The folder for one audio file for each source.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutDirectory { get; set; }

    /// <summary>One of the service's voices.</summary>
    [Parameter]
    [RecordValue(typeof(string), BlankMeans = VoiceNames.Default)]
    [ValidateVoice]
    [ArgumentCompleter(typeof(VoiceCompleter))]
    public object Voice { get; set; } = VoiceNames.Default;

    /// <summary>Any other voice's id.</summary>
    [Parameter]
    [RecordValue(typeof(string))]
    [ValidateNotNullOrEmpty]
    public object? CustomVoice { get; set; }

    /// <summary>A speech model's id.</summary>
    [Parameter]
    [RecordValue(typeof(string), BlankMeans = ModelNames.Default)]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public object Model { get; set; } = ModelNames.Default;

    /// <summary>The audio format.</summary>
    [Parameter]
    [Alias("Format")]
    [ValidateSet("mp3", "opus", "aac", "flac", "wav", "pcm")]
    public string? ResponseFormat { get; set; }

    /// <summary>The pace, 1 being the voice's own.</summary>
    [Parameter]
    [RecordValue(typeof(double), BlankMeans = 1.0)]
    [ValidateSpeed]
    public object Speed { get; set; } = 1.0;

    /// <summary>How to speak.</summary>
    [Parameter]
    [RecordValue(typeof(string))]
    [AllowEmptyString]
    public object? Instructions { get; set; }

    /// <summary>The chapter's title; a change begins one.</summary>
    [Parameter]
    [RecordValue(typeof(string))]
    [AllowEmptyString]
    public object? Chapter { get; set; }

    /// <summary>What is said for words: hashtables and paths of files.</summary>
    [Parameter]
    public object?[]? Pronunciation { get; set; }

    /// <summary>The pause between segments, in milliseconds.</summary>
    [Parameter]
    [ValidateRange(0, MaxPause)]
    public int PauseMilliseconds { get; set; }

    /// <summary>The pause between paragraphs, in milliseconds.</summary>
    [Parameter]
    [ValidateRange(0, MaxPause)]
    public int ParagraphPauseMilliseconds { get; set; }

    /// <summary>The pause between chapters, in milliseconds.</summary>
    [Parameter]
    [ValidateRange(0, MaxPause)]
    public int ChapterPauseMilliseconds { get; set; } = 1000;

    /// <summary>The title of the whole.</summary>
    [Parameter]
    public string? Title { get; set; }

    /// <summary>Who wrote it.</summary>
    [Parameter]
    public string?[]? Author { get; set; }

    /// <summary>The picture in front, to the letter.</summary>
    [Parameter]
    public string? Cover { get; set; }

    /// <summary>What else the file tells of itself.</summary>
    [Parameter]
    public IDictionary? Tag { get; set; }

    /// <summary>The captions beside the file.</summary>
    [Parameter]
    [ValidateSet("Srt", "Vtt")]
    public string[] Subtitle { get; set; } = [];

    /// <summary>The most characters of one request.</summary>
    [Parameter]
    [ValidateRange(1, SpeechRequest.MaxInputLength)]
    public int MaxChunkLength { get; set; } = SpeechRequest.MaxInputLength;

    /// <summary>Requests under way at once.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 4;

    /// <summary>Attempts after the first.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 3;

    /// <summary>The longest time without a byte, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    public int TimeoutSec { get; set; } = 100;

    /// <summary>The folder in which the parts of finished files stay.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CachePath { get; set; }

    /// <summary>The most bytes that stay there.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long CacheLimit { get; set; } = RunOptions.DefaultCacheLimit;

    /// <summary>The key, for this command alone.</summary>
    [Parameter]
    [SecureStringTransformation]
    public SecureString? ApiKey { get; set; }

    /// <summary>The service's address.</summary>
    [Parameter]
    public Uri? BaseUri { get; set; }

    /// <summary>Hand out the files.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Leave existing files alone.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Replace read-only files too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Is cancelled when the command is stopped.</summary>
    internal CancellationToken StopToken => _stop.Token;

    /// <summary>Whether the parameter was given by hand, or by <c>$PSDefaultParameterValues</c>.</summary>
    internal bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <inheritdoc/>
    public object? GetDynamicParameters()
    {
        // A generated proxy function asks before anything counts as given; then the values tell.
        bool isTextGiven = InputObject is not null || Path.Length > 0 || LiteralPath.Length > 0
            || IsGiven(nameof(InputObject));
        return _pipelineRecord = isTextGiven ? new PipelineRecordParameter() : null;
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var parameters = new RecordParameters(this);
        if (IsGiven(nameof(ApiKey)))
        {
            // Another key must not be sent, and paid with, in place of one that is blank by mistake.
            ApiKeyProvider.Check(this, ApiKey);
        }

        ServiceAddress address = ApiKeyProvider.Guard(
            this, () => BaseUri is { } given ? ServiceAddress.From(given) : ServiceEnvironment.Process.GetAddress());
        string? folder = OutDirectory is null ? null : OutputPath.ResolveFolder(this, OutDirectory);
        string? cache = CachePath is null ? null : OutputPath.ResolveFolder(this, CachePath);
        TargetOptions options = TargetOptions.Of(this, folder, cache);
        DocumentInput documents = new(
            DocumentInput.FormatFrom(InputFormat),
            Encoding,
            DocumentOptions.Default,
            TextCleaning.Default,
            this,
            _stop.Token);
        _texts = new InputTextReader(this, new PieceReader(documents, joinsLines: folder is null));
        _records = new RecordReader(
            this,
            _texts,
            new InputTextCheck(this, documents.Format),
            new MannerReader(this, parameters),
            parameters.Chapter,
            folder is null ? parameters.OutFile : null);
        _grouper = new TargetGrouper(
            options,
            (string name, out ErrorRecord? error) => OutputPath.ResolveFile(this, name, options, out error),
            NumberedFiles.For(options, WriteVerbose),
            address,
            this,
            _files = new TargetFiles(options, this, FileNames.Comparer),
            FileNames.Comparer);
        _writer = new ResultWriter(this, address, cache, _stop.Token);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        IEnumerable<InputText> pieces = ParameterSetName switch
        {
            PathSet => ReadFiles(Path.SelectMany(path => InputPath.ResolveWildcards(this, path))),
            LiteralPathSet => ReadFiles(LiteralPath.Select(path => InputPath.ResolveLiteral(this, path))),
            _ => _texts!.Read(InputObject),
        };
        IEnumerable<InputRecord> records = _pipelineRecord is { } taken && MyInvocation.ExpectingInput
            ? _records!.Read(pieces, taken.PipelineRecord)
            : _records!.Read(pieces);
        foreach (InputRecord record in records)
        {
            RequireFile(record);
            if (_grouper!.Add(record) is { } plan)
            {
                _writer!.Start(plan, isLast: false);
            }
        }

        _writer!.WriteFinished();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        IReadOnlyList<TargetPlan> plans = _grouper!.Complete();
        for (int i = 0; i < plans.Count; i++)
        {
            _writer!.Start(plans[i], isLast: i == plans.Count - 1);
        }

        _writer!.Complete();
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Stop();

    // Bytes that go down the pipeline have nothing beside them.
    private void RequireFile(InputRecord record)
    {
        if (Subtitle.Length > 0 && OutDirectory is null && record is { IsOutFileKnown: true, OutFile: null })
        {
            ThrowTerminatingError(OutputErrors.SubtitlesWithoutFile());
        }
    }

    // All of them are known before the first target is begun, so that none is written over.
    private IEnumerable<InputText> ReadFiles(IEnumerable<string?> paths)
    {
        string?[] all = [.. paths];
        foreach (string path in all.OfType<string>())
        {
            _files!.AddSource(path);
        }

        _files!.AreSourcesKnown = true;
        return all.Select(_texts!.ReadFile);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer?.Dispose();
        _stop.Dispose();
    }
}
