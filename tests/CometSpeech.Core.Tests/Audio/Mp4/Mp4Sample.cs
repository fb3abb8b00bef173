using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Tags;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Audio.Mp4;

/// <summary>The recorded parts joined into an audiobook.</summary>
internal static class Mp4Sample
{
    public static JoinResult Join(
        AudioTags? tags, string[] titles, TimeSpan[] starts, AudioContainer container = AudioContainer.M4b) =>
        JoinResult.Join(
            AudioFormat.Aac,
            new JoinOptions { Container = container, Tags = tags, Chapters = titles },
            starts,
            AudioFixtures.Parts(AudioFormat.Aac));
}
