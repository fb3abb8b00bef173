namespace CometSpeech.Core.Audio.Tags;

/// <summary>Tags of an audio file: title, authors, cover and more. What is null or empty is not written.</summary>
public sealed record AudioTags
{
    /// <summary>The title of the whole.</summary>
    public string? Title { get; init; }

    /// <summary>Who wrote what is spoken, in order.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>The collection that the file belongs to.</summary>
    public string? Album { get; init; }

    /// <summary>Its number in the collection, 1 or more, with the count behind a slash if known: <c>3/12</c>.</summary>
    public string? Track { get; init; }

    /// <summary>What kind of thing it is, as in <c>Audiobook</c>.</summary>
    public string? Genre { get; init; }

    /// <summary>The year of publication, four digits.</summary>
    public string? Year { get; init; }

    /// <summary>Who speaks.</summary>
    public string? Narrator { get; init; }

    /// <summary>Anything else.</summary>
    public string? Comment { get; init; }

    /// <summary>Who published it.</summary>
    public string? Publisher { get; init; }

    /// <summary>Whose it is.</summary>
    public string? Copyright { get; init; }

    /// <summary>The language as BCP 47 has it, as in <c>en-GB</c>.</summary>
    public string? Language { get; init; }

    /// <summary>The picture in front.</summary>
    public CoverImage? Cover { get; init; }
}
