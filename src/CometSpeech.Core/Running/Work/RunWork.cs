using CometSpeech.Core.Api;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Captions;
using CometSpeech.Core.Files;
using CometSpeech.Core.Parts;
using CometSpeech.Core.Planning;
using CometSpeech.Core.Running.Joining;
using CometSpeech.Core.Running.Streaming;

namespace CometSpeech.Core.Running.Work;

/// <summary>
/// The work of a run that takes time: requests and the disk. Each method returns what the loop does next; a failure is
/// handed over, not thrown. No method knows the loop's state.
/// </summary>
internal sealed class RunWork(
    SendSpeech send, PartStore store, IRunLog log, TimeProvider time, CancellationToken cancellationToken)
{
    private readonly DiskTrial _disk = new();
    private readonly PartFetch _fetch = new(send, store, time, cancellationToken);

    /// <summary>
    /// Begins the file, and looks for parts of an earlier run. What comes up as a rule, a short text and nothing from
    /// an earlier run, is done at once: that is sooner over than a change of threads.
    /// </summary>
    public Task<Action> OpenAsync(TargetPlan plan, Action<OpenedFiles, Exception?> then)
    {
        TargetOutput? output = null;
        try
        {
            PartFolder? folder = store.FolderOf(plan.Target);
            output = TargetOutput.Open(plan.Target);
            return folder is null || (!folder.IsCache && plan.Requests.Count == 1 && folder.IsAbsent())
                ? Task.FromResult(() => then(OpenedFiles.None with { Output = output, Folder = folder }, null))
                : FindAsync(plan, output, folder, then);
        }
        catch (Exception e)
        {
            output?.Dispose();
            return Task.FromResult(() => then(OpenedFiles.None, e));
        }
    }

    /// <summary>Checks the files of a part of an earlier run; null when none is whole.</summary>
    public Task<Action> CheckAsync(
        TargetPlan plan, OpenedFiles files, string name, Action<Part?, Exception?> then) => OnPoolAsync(async () =>
    {
        try
        {
            Part? part = await PartCheck
                .TakeOverAsync(
                    files.Folder!,
                    name,
                    files.Parts[name],
                    plan.Target.Format,
                    plan.NeedsLevels,
                    cancellationToken)
                .ConfigureAwait(false);
            // One that a run without the cache left moves into it.
            Part? kept = part is null || files.Left is null ? part : files.Folder!.Keep(part);
            return () => then(kept, null);
        }
        catch (Exception e)
        {
            return () => then(null, e);
        }
    });

    /// <summary>
    /// Sends a request, if its part does not come from another process. Handed over is the part, with the answer when
    /// it was paid for; neither when another process is asking for it.
    /// </summary>
    public async Task<Action> FetchAsync(
        TargetPlan plan,
        TargetOutput? output,
        PartFolder? folder,
        int request,
        int timesElsewhere,
        Action<Part?, SpeechResponse?, Exception?> then)
    {
        try
        {
            _disk.Run(output, folder, plan.Requests[request].PartName);
            FetchedPart? fetched =
                await _fetch.RunAsync(plan, folder, request, timesElsewhere).ConfigureAwait(false);
            return () => then(fetched?.Part, fetched?.Response, null);
        }
        catch (Exception e)
        {
            _disk.Note(e);
            return () => then(null, null, e);
        }
    }

    /// <summary>Waits until it is worth a look whether another process has a part.</summary>
    public async Task<Action> WaitElsewhereAsync(Action then)
    {
        try
        {
            await _fetch.WaitElsewhereAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The run is stopped; nothing is asked for any more.
        }

        return then;
    }

    /// <summary>Joins the parts, and puts the file in its place.</summary>
    public Task<Action> JoinAsync(
        TargetPlan plan,
        TargetOutput? output,
        Part[] parts,
        SpeechResponse?[] paid,
        Action<TargetResult?, Exception?> then) => OnPoolAsync(async () =>
    {
        try
        {
            using MemoryStream? memory = output is null ? new MemoryStream() : null;
            Stream stream = memory ?? output!.Audio.Stream;
            output?.Clear();
            using CaptionTrack? captions = CreateCaptions(output);
            (AudioProperties audio, IReadOnlyList<TargetChapter> chapters) = await TargetJoin
                .RunAsync(plan, parts, stream, captions, log, cancellationToken)
                .ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            // Parts on disk are deleted next; what was in memory alone a power cut takes in any case.
            output?.Commit(
                plan.Target.Force,
                plan.Target.NoClobber,
                flushToDisk: !store.KeepsParts && parts.Any(part => part.Path is not null));
            TargetResult result =
                CreateResult(plan, audio, chapters, paid, output?.SubtitlePaths ?? [], memory?.ToArray());
            return () => then(result, null);
        }
        catch (Exception e)
        {
            _disk.Note(e);
            return () => then(null, e);
        }
    });

    /// <summary>Hands the part of the next chunk to a sink.</summary>
    public Task<Action> StreamAsync(
        TargetStream stream, int chunk, Part part, Action<Exception?> then) => OnPoolAsync(async () =>
    {
        try
        {
            await stream.WriteAsync(chunk, part, cancellationToken).ConfigureAwait(false);
            return () => then(null);
        }
        catch (Exception e)
        {
            return () => then(e);
        }
    });

    /// <summary>Tells a sink that it has all, and waits until it is done.</summary>
    public Task<Action> CompleteStreamAsync(
        TargetPlan plan,
        TargetStream stream,
        SpeechResponse?[] paid,
        Action<TargetResult?, Exception?> then) => OnPoolAsync(async () =>
    {
        try
        {
            (AudioProperties audio, IReadOnlyList<TargetChapter> chapters) =
                await stream.CompleteAsync(cancellationToken).ConfigureAwait(false);
            TargetResult result = CreateResult(plan, audio, chapters, paid, [], null);
            return () => then(result, null);
        }
        catch (Exception e)
        {
            return () => then(null, e);
        }
    });

    /// <summary>Clears the folder of a finished file away, but for parts that others need.</summary>
    public Task<Action> ClearAsync(PartFolder folder, ISet<string> needed, Action then) => OnPool(() =>
    {
        Try(() => folder.Clear(needed), "The parts could not be cleared away");
        return then;
    });

    /// <summary>Deletes a part that nobody needs any more.</summary>
    public static Task<Action> DeleteAsync(string path, PartFolder folder) => OnPool(() =>
    {
        PartFolder.TryDelete(path);
        folder.RemoveIfEmpty();
        return () => { };
    });

    /// <summary>
    /// Leaves a target that cannot be finished: what was paid for stays in its folder, and nothing else.
    /// </summary>
    /// <param name="output">The files in the making.</param>
    /// <param name="folder">Where its parts are kept.</param>
    /// <param name="parts">The parts that are there, here, in another's folder or in memory.</param>
    /// <param name="then">Takes the number of parts that are kept.</param>
    public Task<Action> AbandonAsync(
        TargetOutput? output, PartFolder? folder, Part[] parts, Action<int> then) => OnPool(() =>
    {
        int kept = 0;
        output?.Dispose();
        if (folder is not null)
        {
            kept = parts.Count(part => Try(() => folder.Keep(part), "A part could not be kept"));
            folder.RemoveIfEmpty();
        }

        return () => then(kept);
    });

    private Task<Action> FindAsync(
        TargetPlan plan, TargetOutput? output, PartFolder folder, Action<OpenedFiles, Exception?> then) => OnPool(() =>
    {
        try
        {
            if (folder.IsCache && folder.FullName == plan.Target.OutFile)
            {
                throw new TargetFileException(
                    TargetFileFailure.PartsFolderUnusable,
                    $"'{folder.FullName}' is to be a file, and the folder of its parts.");
            }

            string[] names = [.. plan.Requests.Select(request => request.PartName)];
            PartFolder? left = folder.IsCache ? PartStore.LeftFolderOf(plan.Target) : null;
            left = left is { Exists: true } ? left : null;
            ILookup<string, string> found = folder.Find(names, left);
            if (names.Any(name => !found.Contains(name)))
            {
                store.RequireWritable(plan, folder);
            }
            else
            {
                store.BeginUse();
            }

            return () => then(new OpenedFiles(output, folder, left, found), null);
        }
        catch (Exception e)
        {
            output?.Dispose();
            return () => then(OpenedFiles.None, e);
        }
    });

    private static TargetResult CreateResult(
        TargetPlan plan,
        AudioProperties audio,
        IReadOnlyList<TargetChapter> chapters,
        SpeechResponse?[] paid,
        IReadOnlyList<string> subtitles,
        byte[]? content)
    {
        SpeechResponse[] responses = [.. paid.OfType<SpeechResponse>()];
        return new TargetResult
        {
            Plan = plan,
            Audio = audio,
            Chapters = chapters,
            Subtitles = subtitles,
            Content = content,
            Requests = responses.Length,
            Retries = responses.Sum(response => response.Attempts - 1),
            ReusedParts = paid.Length - responses.Length,
            RequestIds = responses.Select(response => response.RequestId).OfType<string>().ToArray(),
        };
    }

    private static CaptionTrack? CreateCaptions(TargetOutput? output)
    {
        CueWriter[] writers =
            [.. (output?.Subtitles ?? []).Select(subtitle => CueWriter.Create(subtitle.Format, subtitle.Stream))];
        return writers.Length == 0 ? null : new CaptionTrack(writers);
    }

    private static Task<Action> OnPool(Func<Action> work) => Task.Run(work);

    private static Task<Action> OnPoolAsync(Func<Task<Action>> work) => Task.Run(work);

    private bool Try(Action action, string failed)
    {
        try
        {
            action();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.Verbose($"{failed}: {e.Message}");
            return false;
        }
    }
}
