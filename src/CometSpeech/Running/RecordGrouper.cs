using System.Globalization;
using System.Management.Automation;
using CometSpeech.Catalog;
using CometSpeech.Commands;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Planning;
using CometSpeech.Errors;
using CometSpeech.Input;
using CometSpeech.Output;

namespace CometSpeech.Running;

/// <summary>One call of <c>ConvertTo-Speech</c>: gathers its records into targets, and hands on each that is complete.</summary>
internal sealed class RecordGrouper(ConvertToSpeechCommand command) : IDisposable
{
    private const string BytesName = "the pipeline";

    // All that were named so far: a file cannot be begun twice.
    private readonly HashSet<string> _outFiles = new(
        Path.DirectorySeparatorChar == '\\' ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    private readonly RejectedRecords _rejected = new(command);
    private readonly TargetStarter _starter = new(command);
    private InputReader? _reader;
    private TargetBuilder? _target;
    private string? _outDirectory;
    private string? _refused;
    private bool _oneTarget;
    private bool _warnedOfInstructions;
    private bool _warnedOfPause;
    private int _refusedRecords;
    private int _textCount;

    /// <summary>Checks what holds for all records.</summary>
    public void Begin()
    {
        _rejected.Begin();
        Exclude("CustomVoice", "Voice", "Use -CustomVoice alone for a voice that is none of the ten.");
        Exclude("OutDirectory", "OutFile", "Use -OutDirectory alone for one file for each source.");
        _starter.Begin();
        _reader = new InputReader(command, command.Encoding);
        _oneTarget = command.OutDirectory is null && (command.IsGiven("OutFile") || !command.MyInvocation.ExpectingInput);
        if (command.OutDirectory is { } folder)
        {
            _outDirectory = OutputPath.Resolve(command, folder, out ErrorRecord? error);
            if (error is not null)
            {
                command.ThrowTerminatingError(error);
            }
        }
    }

    /// <summary>Adds an input object.</summary>
    public void Add(object? input) => AddSources(_reader!.Read(input));

    /// <summary>Adds text files; null stands for one whose error has been written.</summary>
    public void AddFiles(IEnumerable<string?> paths) => AddSources(paths.Select(path => path is null ? null : _reader!.ReadFile(path)));

    /// <summary>Starts the last target and waits for all.</summary>
    public void End()
    {
        if (_target is null && _refused is null && _outFiles.Count == 0 && command.OutDirectory is null && command.IsGiven("OutFile"))
        {
            // A pipeline without a record: an empty file gives none.
            Open(command.OutFile);
        }

        Close(isLast: true);
        _starter.End();
    }

    /// <summary>Ends everything at once; from any thread.</summary>
    public void Stop() => _starter.Stop();

    /// <inheritdoc/>
    public void Dispose() => _starter.Dispose();

    private void Exclude(string first, string second, string action)
    {
        if (command.IsGiven(first) && command.IsGiven(second))
        {
            command.ThrowTerminatingError(ParameterErrors.ParametersConflict(first, second, action));
        }
    }

    private void AddSources(IEnumerable<InputText?> sources)
    {
        foreach (InputText? source in sources)
        {
            if (_outDirectory is not null)
            {
                // Blank lines between texts are no texts.
                if (source is null || (source.Path is null && string.IsNullOrWhiteSpace(source.Text)))
                {
                    continue;
                }

                Close(isLast: false);
                _refused = null;
            }

            string? name = OutFileOf(source);

            int refusedRecords = _oneTarget || name is null ? 0 : _rejected.Count();
            if (!IsOpen(name))
            {
                Close(isLast: false);
                Open(name);
            }
            else if (_target is not null)
            {
                // What stood between two records of one file was meant for it. The count falls when the user clears $Error.
                _target.Rejected += Math.Max(0, refusedRecords - _refusedRecords);
            }

            _refusedRecords = refusedRecords;

            if (source?.Path is { } input && input == _target?.OutFile)
            {
                command.WriteError(OutputErrors.IsInput(input));
                _target.Rejected++;
            }
            else if (source is not null)
            {
                _target?.Add(source, Manner());
            }
            else if (_target is not null)
            {
                _target.Rejected++;
            }
        }

        _starter.WriteFinished();
    }

    private string? OutFileOf(InputText? source)
    {
        if (_outDirectory is null)
        {
            return command.OutFile;
        }

        string baseName = source?.Path is { } path
            ? Path.GetFileNameWithoutExtension(path)
            : string.Format(CultureInfo.InvariantCulture, "speech-{0:0000}", ++_textCount);
        return Path.Combine(_outDirectory, baseName + AudioFormats.GetExtension(AudioFormats.FromName(command.ResponseFormat) ?? AudioFormat.Mp3));
    }

    // Records follow each other into the same file; without a file all go into one stream of bytes.
    private bool IsOpen(string? name) =>
        (_target is not null && _target.Name == (name ?? BytesName)) || (_refused is not null && _refused == (name ?? BytesName));

    private void Open(string? name)
    {
        _refused = null;
        string? path = null;
        if (name is not null)
        {
            path = OutputPath.ResolveFile(command, name, out ErrorRecord? error);
            if (path is not null)
            {
                error = _outFiles.Add(path) ? OutputPath.Check(path, command.NoClobber, command.Force) : OutputErrors.Repeated(path, _outDirectory is not null);
            }

            if (error is not null)
            {
                _refused = name;
                command.WriteError(error);
                return;
            }
        }

        string shownName = _outDirectory is null ? name ?? BytesName : Path.Combine(command.OutDirectory!, Path.GetFileName(path!));
        _target = new TargetBuilder(shownName, path, FormatOf(name));
    }

    private AudioFormat FormatOf(string? name)
    {
        AudioFormat? byExtension = name is null ? null : AudioFormats.FromExtension(Path.GetExtension(name));
        AudioFormat? given = AudioFormats.FromName(command.ResponseFormat);
        if (given is not null && byExtension is not null && given != byExtension)
        {
            command.WriteWarning($"'{name}' will hold {AudioFormats.GetName(given.Value)}, as -ResponseFormat says, though its name says {AudioFormats.GetName(byExtension.Value)}.");
        }

        return given ?? byExtension ?? AudioFormat.Mp3;
    }

    private Manner Manner()
    {
        string? instructions = string.IsNullOrWhiteSpace(command.Instructions) ? null : command.Instructions;
        if (instructions is not null && ModelNames.IgnoresInstructions(command.Model) && !_warnedOfInstructions)
        {
            _warnedOfInstructions = true;
            command.WriteWarning($"The model '{command.Model}' takes no -Instructions; '{ModelNames.Gpt4oMiniTts}' does.");
        }

        return new Manner(
            // [ValidateSet] takes Sage as well; the service does not.
            command.CustomVoice ?? command.Voice.ToLowerInvariant(),
            command.Model,
            command.IsGiven("Speed") ? command.Speed : null,
            instructions);
    }

    private void Close(bool isLast)
    {
        if (_target is not { } target)
        {
            return;
        }

        _target = null;
        int rejected = target.Rejected + (_oneTarget || target.OutFile is null ? _rejected.Count() : 0);
        if (rejected > 0)
        {
            command.WriteError(InputErrors.RecordsRejected(target.Name, rejected));
            return;
        }

        int? maxChunkLength = command.IsGiven("MaxChunkLength") ? command.MaxChunkLength : null;
        TargetPlan plan = TargetPlan.Create(target.Build(maxChunkLength, Pause(target), command.Force, command.NoClobber), _starter.Address);
        if (plan.Chunks.Count == 0)
        {
            command.WriteError(InputErrors.TextIsEmpty(target.Name));
            return;
        }

        _starter.Start(plan, isLast);
    }

    private TimeSpan Pause(TargetBuilder target)
    {
        if (command.PauseMilliseconds > 0 && target.Format is not (AudioFormat.Wav or AudioFormat.Pcm) && !_warnedOfPause)
        {
            _warnedOfPause = true;
            command.WriteWarning($"-PauseMilliseconds works for wav and pcm only: silence cannot be put into {AudioFormats.GetName(target.Format)} without encoding it anew.");
        }

        return TimeSpan.FromMilliseconds(command.PauseMilliseconds);
    }
}
