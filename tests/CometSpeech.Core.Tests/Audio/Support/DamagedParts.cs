using CometSpeech.Core.Audio;
using CsCheck;

namespace CometSpeech.Core.Tests.Audio.Support;

/// <summary>Feeds a part to a joiner with a byte changed, an end cut off, a stretch cut out or doubled.</summary>
internal static class DamagedParts
{
    /// <summary>A joiner may refuse a damaged part or keep less of it and say so; nothing else.</summary>
    /// <param name="format">A format whose frames or pages have checksums.</param>
    /// <param name="part">A whole part.</param>
    public static void Check(AudioFormat format, byte[] part)
    {
        long whole = JoinResult.Join(format, part).Whole.SampleCount;

        Gen.Select(Gen.Int[0, part.Length - 1], Gen.Int[0, 3], Gen.Int[1, 200], Gen.Byte[1, 255]).Sample(
            (position, kind, length, value) =>
            {
                AudioProperties? properties = TryJoin(format, Damage(part, position, kind, length, value));
                Assert.True(properties is null || properties.Warnings.Count > 0 || properties.SampleCount == whole);
            },
            iter: 500);
    }

    private static byte[] Damage(byte[] part, int position, int kind, int length, byte value) => kind switch
    {
        0 => [.. part.Take(position), (byte)(part[position] ^ value), .. part.Skip(position + 1)],
        1 => [.. part.Take(position)],
        2 => [.. part.Take(position), .. part.Skip(position + length)],
        _ => [.. part.Take(position), .. part.Skip(position).Take(length), .. part.Skip(position)],
    };

    private static AudioProperties? TryJoin(AudioFormat format, byte[] part)
    {
        try
        {
            return JoinResult.Join(format, part).Parts[0];
        }
        catch (AudioFormatException)
        {
            return null;
        }
    }
}
