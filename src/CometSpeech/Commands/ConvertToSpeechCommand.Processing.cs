using System.Management.Automation;
using CometSpeech.Catalog;
using CometSpeech.Core.Api;
using CometSpeech.Core.Documents;
using CometSpeech.Core.Keys;
using CometSpeech.Core.Planning;
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

// What is done with the parameters, from the first record to the end.
public sealed partial class ConvertToSpeechCommand
{
    private readonly StopSource _stop = new();
    private PipelineRecordParameter? _pipelineRecord;
    private InputTextReader? _texts;
    private RecordReader? _records;
    private TargetFiles? _files;
    private NumberedFiles? _numbers;
    private TargetGrouper? _grouper;
    private ResultWriter? _writer;
    private string? _defaultModel;

    /// <summary>Is cancelled when the command is stopped.</summary>
    internal CancellationToken StopToken => _stop.Token;

    /// <summary>Whether the parameter was given by hand, or by <c>$PSDefaultParameterValues</c>.</summary>
    internal bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <summary>The model of records that name none; null where <c>-Model</c> chose it.</summary>
    internal DefaultModel? DefaultModel =>
        IsGiven(nameof(Model)) && !RecordParameter.IsBlank(Model) ? null
        : _defaultModel is not null ? new(_defaultModel, $"the default of {ServiceEnvironment.SpeechModelVariable}")
        : new(ModelNames.Default, "the module's default");

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
        StreamConflicts.Refuse(this);
        TargetPlayback.Refuse(this);
        ApiKeyProvider.Check(this, ApiKey);
        ServiceAddress address = ApiKeyProvider.GetServiceAddress(this, BaseUri);
        _defaultModel = ServiceEnvironment.Process.GetSpeechModel();
        if (_defaultModel is not null && !parameters.Model.IsGiven)
        {
            WriteVerbose(
                $"The model is '{_defaultModel}' where none is named, as "
                    + $"{ServiceEnvironment.SpeechModelVariable} says.");
        }

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
            new MannerReader(this, parameters, _defaultModel ?? ModelNames.Default),
            parameters.Chapter,
            folder is null ? parameters.OutFile : null);
        _grouper = new TargetGrouper(
            options,
            (string name, out ErrorRecord? error) => OutputPath.ResolveFile(this, name, options, out error),
            _numbers = NumberedFiles.For(options, WriteVerbose),
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
    protected override void StopProcessing()
    {
        _stop.Stop();
        _writer?.EndDrawing();
    }

    // Bytes that go down the pipeline have nothing beside them.
    private void RequireFile(InputRecord record)
    {
        if (Stream && record.OutFile is not null)
        {
            ThrowTerminatingError(StreamConflicts.CreateError(nameof(OutFile)));
        }

        if (Subtitle.Length > 0 && OutDirectory is null && record is { IsOutFileKnown: true, OutFile: null })
        {
            ThrowTerminatingError(OutputErrors.SubtitlesWithoutFile(Play));
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
        _numbers?.Release();
        _stop.Dispose();
    }
}
