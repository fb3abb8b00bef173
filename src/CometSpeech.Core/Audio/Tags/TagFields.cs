namespace CometSpeech.Core.Audio.Tags;

/// <summary>Takes fields of <see cref="AudioTags"/> apart, which formats need in pieces.</summary>
internal static class TagFields
{
    // An anthology has a few dozen; a hostile document could name a million.
    private const int MostAuthors = 100;

    /// <summary>The authors, cleaned, without empty ones.</summary>
    public static string[] GetAuthors(AudioTags tags) =>
        [.. tags.Authors.Take(MostAuthors).Select(TagText.ToLine).Where(author => author.Length > 0)];

    /// <summary>The number in the collection, and the count behind its slash; empty what is not told.</summary>
    public static (string Number, string Count) GetTrack(AudioTags tags)
    {
        string track = TagText.ToLine(tags.Track);
        int slash = track.IndexOf('/');
        return slash < 0 ? (track, "") : (track.Substring(0, slash).Trim(), track.Substring(slash + 1).Trim());
    }
}
