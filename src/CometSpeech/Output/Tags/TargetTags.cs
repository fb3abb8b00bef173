using System.Collections;
using CometSpeech.Commands;
using CometSpeech.Core.Audio.Tags;
using CometSpeech.Errors;
using CometSpeech.Input.Documents;

namespace CometSpeech.Output.Tags;

/// <summary>
/// Tags of a file: what <c>-Title</c>, <c>-Author</c>, <c>-Cover</c> and <c>-Tag</c> say and, where they are silent,
/// what its only document says. A file of one of its chapters is a track of the book: its title is the chapter's, the
/// album the book's. A parameter that was given blank leaves the document's out.
/// </summary>
internal sealed class TargetTags
{
    /// <summary>Nothing was given: the document alone counts.</summary>
    public static TargetTags None { get; } = new();

    /// <summary>The value of <c>-Title</c>; null when it was not given.</summary>
    public string? Title { get; init; }

    /// <summary>The value of <c>-Author</c>; null when it was not given.</summary>
    public IReadOnlyList<string?>? Authors { get; init; }

    /// <summary>Whether <c>-Cover</c> was given.</summary>
    public bool IsCoverGiven { get; init; }

    /// <summary>The picture of <c>-Cover</c>; null for none.</summary>
    public CoverImage? Cover { get; init; }

    /// <summary>The value of <c>-Tag</c>; null when it was not given.</summary>
    public IDictionary? Table { get; init; }

    /// <summary>Whether there is anything that the user asked for.</summary>
    public bool IsAnyGiven => Of(null) is not null;

    /// <summary>Reads the parameters; what cannot be used ends the command.</summary>
    public static TargetTags Read(ConvertToSpeechCommand command)
    {
        bool isCoverGiven = command.IsGiven(nameof(command.Cover));
        var tags = new TargetTags
        {
            Title = command.IsGiven(nameof(command.Title)) ? command.Title ?? "" : null,
            Authors = command.IsGiven(nameof(command.Author)) ? command.Author ?? [] : null,
            IsCoverGiven = isCoverGiven,
            Cover = isCoverGiven ? CoverFile.Read(command, command.Cover, command.StopToken) : null,
            Table = command.Tag,
        };
        try
        {
            // A mistake in the table is known before anything is read.
            tags.Of(null);
        }
        catch (TagException e)
        {
            command.ThrowTerminatingError(TagErrors.InvalidTag(e));
        }

        return tags;
    }

    /// <summary>The tags of a file; null when there is nothing to tell.</summary>
    /// <param name="document">The only document of the file; null for none.</param>
    /// <param name="piece">What of it the file is alone; null for more, or for none.</param>
    public AudioTags? Of(DocumentInfo? document, SpokenText? piece = null)
    {
        bool isTrack = piece?.Track is not null && NullIfBlank(document?.Title) is not null;
        string? title = isTrack ? NullIfBlank(piece!.Chapter) ?? document!.Title : document?.Title;
        var tags = new AudioTags
        {
            Title = NullIfBlank(Title ?? title),
            Album = isTrack ? NullIfBlank(document!.Title) : null,
            Track = isTrack ? piece!.Track : null,
            Authors = (Authors ?? document?.Authors ?? []).Select(NullIfBlank).OfType<string>().ToArray(),
            Language = NullIfBlank(document?.Language),
            Cover = IsCoverGiven ? Cover : CoverOf(document),
        };
        tags = Table is null ? tags : TagTable.Apply(Table, tags);
        // A list is equal to itself alone.
        return tags.Authors.Count == 0 && tags with { Authors = [] } == new AudioTags { Authors = [] } ? null : tags;
    }

    /// <summary>Whether the document has a cover that no tag can hold, and no other takes its place.</summary>
    public bool LeavesCoverOut(DocumentInfo document) =>
        !IsCoverGiven && document.Cover is not null && CoverOf(document) is null;

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text!.Trim();

    private static CoverImage? CoverOf(DocumentInfo? document) =>
        document?.Cover is { } cover && CoverImage.TryRead(cover.Content, out CoverImage? image, out _) ? image : null;
}
