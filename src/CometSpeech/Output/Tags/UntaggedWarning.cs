using CometSpeech.Core.Audio;
using CometSpeech.Core.Planning;

namespace CometSpeech.Output.Tags;

/// <summary>
/// Warns, once a command, that a file will not tell its chapters, or the tags that the user asked for: what plays a
/// file of bare AAC frames or samples finds no place for them. A document's own title alone is not worth a warning.
/// </summary>
/// <param name="options">What the user asked for.</param>
/// <param name="streams">Hears the warning.</param>
internal sealed class UntaggedWarning(TargetOptions options, IMessageStreams streams)
{
    private bool _isSaid;

    /// <summary>Looks at a target that is about to be made.</summary>
    public void Check(TargetPlan plan)
    {
        string? advice = plan.Target.Container switch
        {
            AudioContainer.Adts or AudioContainer.Wav or AudioContainer.Pcm when options.IsStream =>
                "such a stream has no place for them. One of mp3, opus or flac has.",
            AudioContainer.Adts => "bare AAC frames have no place for them. A file named .m4a has.",
            AudioContainer.Pcm => "bare samples have no place for them. A file named .wav has, and so has .m4a.",
            _ => null,
        };
        // What is only heard has none to tell, and a stream has none in any container, which is no surprise: their
        // times are not known when it begins.
        bool isOnlyHeard = options.IsPlayed && plan.Target.OutFile is null;
        bool hasChapters = plan.Chapters.Count > 0 && !options.IsStream && !isOnlyHeard;
        bool hasTags = options.Tags.IsAnyGiven;
        if (_isSaid || advice is null || !(hasChapters || hasTags))
        {
            return;
        }

        _isSaid = true;
        string lost = !hasTags ? "chapters" : !hasChapters ? "tags" : "chapters and tags";
        streams.WriteWarning($"'{plan.Target.Name}' will not tell its {lost}: {advice}");
    }
}
