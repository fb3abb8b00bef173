using System.Text;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Tags;
using CometSpeech.Fuzz.Mutation;
using CometSpeech.Fuzz.Seeds;

namespace CometSpeech.Fuzz.Targets;

/// <summary>
/// What documents and people say of a file, line by line in each of its tags: the file stays what it was, and its title
/// stands in it as it was cleaned.
/// </summary>
internal sealed class TagTarget() : FuzzTarget("tags", new TextShape("3/12", "en-GB", "2024-01-31", "https://a.b/c"))
{
    private static readonly AudioFormat[] s_formats =
        [AudioFormat.Mp3, AudioFormat.Opus, AudioFormat.Flac, AudioFormat.Wav];

    private static readonly Dictionary<AudioFormat, byte[]> s_parts =
        s_formats.ToDictionary(format => format, format => AudioSeeds.Of(format).First());

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds =>
        [.. ((string[])["The Tide\nA. Moss; B. Lee\nBook\n3/12\nAudiobook\n2024\nN\nC\nP\n© 2024\nen-GB\nOne\nTwo",
        "T"])
            .Select(Encoding.UTF8.GetBytes)];

    /// <inheritdoc/>
    public override bool Read(byte[] input)
    {
        string[] lines = Encoding.UTF8.GetString(input).Split('\n');
        string Line(int i) => i < lines.Length ? lines[i] : "";
        var tags = new AudioTags
        {
            Title = Line(0),
            Authors = Line(1).Split(';'),
            Album = Line(2),
            Track = Line(3),
            Genre = Line(4),
            Year = Line(5),
            Narrator = Line(6),
            Comment = Line(7),
            Publisher = Line(8),
            Copyright = Line(9),
            Language = Line(10),
        };
        Random random = RandomFor(input);
        AudioFormat format = s_formats[random.Next(s_formats.Length)];
        byte[] part = s_parts[format];
        byte[][] parts = [.. Enumerable.Repeat(part, Math.Clamp(lines.Length - 11, 1, 8))];
        string[] chapters = [.. parts.Select((_, i) => Line(11 + i))];
        Joined plain = Joined.Join(format, JoinOptions.None, asStream: false, parts);
        Joined tagged = Joined.Join(format, new JoinOptions { Tags = tags, Chapters = chapters }, false, parts);
        Require(tagged.Whole.SampleCount == plain.Whole.SampleCount, "tags change the samples");
        AudioTarget.CheckAgain(tagged, null, asStream: false);
        string title = TagText.ToLine(Line(0));
        Require(title.All(unit => !char.IsControl(unit)), "a control character is in the title");
        if (format == AudioFormat.Flac && title.Length > 0)
        {
            byte[] field = Encoding.UTF8.GetBytes($"TITLE={title}");
            Require(tagged.Bytes.AsSpan().IndexOf(field) >= 0, $"the title is not in the file: {title}");
        }

        return true;
    }
}
