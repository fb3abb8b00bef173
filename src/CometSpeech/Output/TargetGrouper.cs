using System.Management.Automation;
using CometSpeech.Core.Api;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Planning;
using CometSpeech.Core.Text;
using CometSpeech.Errors;
using CometSpeech.Input.Records;
using CometSpeech.Output.Files;
using CometSpeech.Output.Tags;

namespace CometSpeech.Output;

/// <summary>
/// Groups records into targets, and hands out the plan of each that is complete. A target that would lack a record is
/// an error instead. It asks neither the service nor the file system, but for what it is given.
/// </summary>
/// <param name="options">What holds for all targets.</param>
/// <param name="resolve">Finds the full path for a file's name.</param>
/// <param name="numbers">Names files for texts that have no name; null without a folder for them.</param>
/// <param name="address">The service that is asked: it decides what parts are called.</param>
/// <param name="streams">Hears errors and warnings.</param>
/// <param name="files">Knows what is read and written.</param>
/// <param name="fileNames">Tells whether two full paths are one file.</param>
internal sealed class TargetGrouper(
    TargetOptions options,
    TargetGrouper.FileResolver resolve,
    NumberedFiles? numbers,
    ServiceAddress address,
    IMessageStreams streams,
    TargetFiles files,
    StringComparer fileNames)
{
    // Those that would replace what may be a source still to come.
    private readonly List<(RecordGroup Group, TargetPlan Plan)> _held = [];
    private readonly UntaggedWarning _untagged = new(options, streams);

    // How messages call what is no file.
    private readonly string _bytesName = options.IsPlayed ? "the loudspeaker" : "the pipeline";
    private RecordGroup? _group;
    private int _strayTexts;
    private int _strayFiles;

    /// <summary>
    /// The full path of a file as the user names it, null when it has none; and why the file cannot be made, if it
    /// cannot.
    /// </summary>
    public delegate string? FileResolver(string name, out ErrorRecord? error);

    /// <summary>Adds a record; gives the plan of the target that is complete now, if one is.</summary>
    public TargetPlan? Add(InputRecord record)
    {
        if (record.Origin is { } origin)
        {
            files.AddSource(origin);
        }

        if (options.OutDirectory is not null)
        {
            return AddToDirectory(record);
        }

        if (!record.IsOutFileKnown)
        {
            AddStray(record);
            return null;
        }

        TargetPlan? complete = null;
        if (_group?.Name != (record.OutFile ?? _bytesName))
        {
            RecordGroup next = Resolve(record.OutFile);
            // One file may be named in two ways.
            if (_group?.Path is null || !fileNames.Equals(_group.Path, next.Path))
            {
                complete = CloseWithStrays();
                next.Rejected = _strayTexts;
                _strayTexts = _strayFiles = 0;
                Begin(next);
            }
        }

        // What stood between two records of one file was meant for it.
        _group!.Rejected += _strayTexts + _strayFiles;
        _strayTexts = _strayFiles = 0;
        Add(_group, record);
        _group.Note(record);
        return complete;
    }

    /// <summary>Ends the input; gives the plans of the targets that are complete only now.</summary>
    public IReadOnlyList<TargetPlan> Complete()
    {
        files.AreSourcesKnown = true;
        if (_group is null && options.OutFile is { } name)
        {
            // A pipeline without a record: an empty file gives none.
            Begin(Resolve(name));
        }

        TargetPlan? last = CloseWithStrays();
        List<TargetPlan> plans = [];
        foreach ((RecordGroup group, TargetPlan plan) in _held.Where(held => !files.RefuseSource(held.Group)))
        {
            if (Release(group, plan) is { } released)
            {
                plans.Add(released);
            }
        }

        if (last is not null)
        {
            plans.Add(last);
        }

        files.Complete();
        return plans;
    }

    // Nobody knows which file it belongs to. A text file is a file of its own as a rule; a row of a table may as well
    // be the last of the file before it, or the first of the next: neither is made without it.
    private void AddStray(InputRecord record)
    {
        if (record.Path is null)
        {
            _strayTexts++;
        }
        else
        {
            _strayFiles++;
        }
    }

    private TargetPlan? AddToDirectory(InputRecord record)
    {
        // Blank lines between texts are no texts.
        if (record.Path is null && record.Text is { } text && string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        FileFormat format = FileFormat.OfParts(options.FormatOfFolder);
        string? name = record.Spoken?.FileName ?? (record.Path is { } source ? FileNames.BaseNameOf(source) : null);
        if (!record.IsUsable)
        {
            if (name is null)
            {
                numbers!.Next(null, files.IsNamed);
            }

            return null;
        }

        var target = new TargetBuilder();
        target.Add(record);
        string path = name is not null
            ? Path.Combine(options.OutDirectory!, name + AudioFormats.GetExtension(format.Parts))
            : numbers!.Next(
                () => Plan(target, "", null, format, false).Requests.Select(request => request.PartName),
                files.IsNamed);
        string? resolved = resolve(path, out ErrorRecord? error);
        var group = new RecordGroup(path, resolved, error)
        {
            ShownName = Path.Combine(options.ShownDirectory!, Path.GetFileName(path)),
            Format = format,
            Target = target,
        };
        group.Note(record);
        files.Add(group);
        // A number is taken because it was free: a file that another command made meanwhile stays.
        return Close(group, options.NoClobber || (name is null && !options.Force));
    }

    private RecordGroup Resolve(string? outFile)
    {
        if (outFile is null)
        {
            return new RecordGroup(_bytesName, null, null);
        }

        string? path = resolve(outFile, out ErrorRecord? error);
        return new RecordGroup(outFile, path, error);
    }

    private void Begin(RecordGroup group)
    {
        _group = group;
        files.Add(group);
        if (group.Error is null)
        {
            group.Format = group.Path is null
                ? FileFormat.Of(null, options.FormatOfBytes)
                : FileFormat.Of(group.Name, options.Format);
        }
    }

    private static void Add(RecordGroup group, InputRecord record)
    {
        if (!record.IsUsable)
        {
            group.Rejected++;
        }
        else if (group.Error is null)
        {
            group.Target.Add(record);
        }
    }

    private TargetPlan? CloseWithStrays()
    {
        if (_group is not { } group)
        {
            return null;
        }

        _group = null;
        group.Rejected += _strayTexts;
        return Close(group, options.NoClobber);
    }

    private TargetPlan? Close(RecordGroup group, bool noClobber)
    {
        if (group.Error is not null || files.RefuseSource(group))
        {
            return null;
        }

        if (group.Rejected > 0)
        {
            if (group.IsLossUnsaid)
            {
                streams.WriteError(InputErrors.RecordsRejected(group.ShownName, group.Rejected));
            }

            return null;
        }

        TargetPlan plan = Plan(group.Target, group.ShownName, group.Path, group.Format, noClobber);
        if (group.Target.Failure is { } failure)
        {
            streams.WriteError(
                DocumentErrors.NotReadable($"The text for '{group.ShownName}'", failure, group.ShownName));
            return null;
        }

        bool hasWords = plan.Target.Segments.Any(segment => TextSplitter.HasWords(segment.Text));
        if (plan.Chunks.Count == 0 || !(hasWords || options.Force))
        {
            streams.WriteError(InputErrors.TextIsEmpty(
                group.ShownName, group.FirstSource, group.Sources, group.Target.Document));
            return null;
        }

        if (files.MayBeSource(group))
        {
            _held.Add((group, plan));
            return null;
        }

        return Release(group, plan);
    }

    // No source of this command is in the way.
    private TargetPlan? Release(RecordGroup group, TargetPlan plan)
    {
        if (files.RefuseDocument(group))
        {
            return null;
        }

        if (group.Format.Warning is { } warning)
        {
            streams.WriteWarning(warning);
        }

        _untagged.Check(plan);
        if (group.Target.Document is { } document && options.Tags.LeavesCoverOut(document))
        {
            streams.WriteVerbose(
                $"'{group.ShownName}' goes without the document's cover ({document.Cover!.MediaType}): "
                    + "a tag takes JPEG and PNG.");
        }

        return plan;
    }

    private TargetPlan Plan(TargetBuilder target, string name, string? path, FileFormat format, bool noClobber) =>
        TargetPlan.Create(target.Build(name, path, format, noClobber, options), address);
}
