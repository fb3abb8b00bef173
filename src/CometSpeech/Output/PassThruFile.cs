using System.Management.Automation;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Planning;
using CometSpeech.Core.Running;

namespace CometSpeech.Output;

/// <summary>What <c>-PassThru</c> hands out: the file, with what is known of its making.</summary>
internal static class PassThruFile
{
    /// <summary>The name of the type that views and scripts know it by.</summary>
    public const string TypeName = "CometSpeech.SpeechFile";

    /// <summary>Decorates the file of a finished target.</summary>
    public static PSObject Create(TargetResult result)
    {
        Target target = result.Plan.Target;
        var file = new PSObject(new FileInfo(target.OutFile!));
        file.TypeNames.Insert(0, TypeName);
        Add(file, "Duration", result.Audio.Duration);
        Add(file, "Characters", result.Plan.Characters);
        Add(file, "Chunks", result.Plan.Chunks.Count);
        Add(file, "Requests", result.Requests);
        Add(file, "Retries", result.Retries);
        Add(file, "ReusedParts", result.ReusedParts);
        Add(file, "Voice", Distinct(target, segment => segment.Voice));
        Add(file, "Model", Distinct(target, segment => segment.Model));
        Add(file, "ResponseFormat", AudioFormats.GetName(result.Audio.Format));
        Add(
            file,
            "Chapters",
            result.Chapters
                .Select(chapter => new SpeechChapter(chapter.Title, chapter.Start, chapter.Duration))
                .ToArray());
        Add(file, "Subtitles", result.Subtitles.Select(path => new FileInfo(path)).ToArray());
        Add(file, "RequestIds", result.RequestIds.ToArray());
        return file;
    }

    private static void Add(PSObject file, string name, object value) =>
        file.Properties.Add(new PSNoteProperty(name, value));

    // A dialogue has several; in one string they go into a table and a CSV file as they are.
    private static string Distinct(Target target, Func<Segment, string> property) =>
        string.Join(", ", target.Segments.Select(property).Distinct());
}
