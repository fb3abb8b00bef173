using System.Text;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Audio.Aac;

public class AacJoinerTests
{
    [SkippableFact]
    public void Frames_are_those_of_the_parts()
    {
        byte[][] parts = AudioFixtures.Parts(AudioFormat.Aac);

        JoinResult joined = JoinResult.Join(AudioFormat.Aac, parts);

        Assert.Equal(parts.SelectMany(part => part), joined.Bytes);
        Assert.Equal(parts.Sum(part => AudioTools.Decode(part, ".aac").Length), joined.Whole.SampleCount);
        Assert.Equal(AudioTools.Decode(joined.Bytes, ".aac").Length, joined.Whole.SampleCount);
    }

    [Fact]
    public void Tags_and_foreign_bytes_are_left_out()
    {
        byte[][] parts = AudioFixtures.Parts(AudioFormat.Aac);
        byte[] id3v2 = [(byte)'I', (byte)'D', (byte)'3', 4, 0, 0, 0, 0, 0, 5, 1, 2, 3, 4, 5];
        byte[] tagged = [.. id3v2, .. parts[0], .. Encoding.ASCII.GetBytes("<!-- gateway -->"), .. parts[1], .. id3v2];

        JoinResult joined = JoinResult.Join(AudioFormat.Aac, tagged, parts[2]);

        Assert.Equal(parts.SelectMany(part => part), joined.Bytes);
        Assert.Contains("16 byte", Assert.Single(joined.Parts[0].Warnings), StringComparison.Ordinal);
        Assert.False(joined.Whole.IsTruncated);
    }
}
