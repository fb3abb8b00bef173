using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Flac;
using CometSpeech.Core.Audio.Levels;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Audio.Flac;

/// <summary>Whatever a frame holds, decoding it ends, and gives samples of the stream's depth or nothing.</summary>
public class FlacDecoderFuzzTests
{
    private const int Cases = 20_000;
    private const int ProbedCases = 1_500;

    [Fact]
    public void Mutated_frames_decode_to_samples_of_their_depth_or_to_nothing()
    {
        Random random = new(7);
        FlacDecoder decoder = new();
        int decoded = 0;
        for (int i = 0; i < Cases;)
        {
            RandomFlac flac = new(random.Next(), random.Next(4, 33));
            FlacStreamInfo info = FlacDecoderTests.Info(flac);
            foreach (byte[] frame in flac.Frames)
            {
                Assert.True(FlacFrameHeader.TryParse(frame, out FlacFrameHeader header));
                for (int mutation = 0; mutation < 50; mutation++, i++)
                {
                    if (decoder.TryDecode(Mutate(frame, header.Length, random), header, info))
                    {
                        decoded++;
                        AssertDepth(decoder, info, header.BlockSize);
                    }
                }
            }
        }

        // Many changes hit a sample or a residual and no structure.
        Assert.InRange(decoded, Cases / 20, Cases * 19 / 20);
    }

    [Fact]
    public void Mutated_frames_with_a_right_CRC_change_levels_and_nothing_else()
    {
        Random random = new(8);
        int withoutLevels = 0;
        for (int i = 0; i < ProbedCases; i++)
        {
            RandomFlac flac = new(random.Next(), random.Next(4, 33));
            int changed = random.Next(flac.Frames.Count);
            byte[] frame = flac.Frames[changed];
            Assert.True(FlacFrameHeader.TryParse(frame, out FlacFrameHeader header));
            byte[] mutated = Mutate(frame, header.Length, random);
            uint crc = Crc.FlacFrame.GetValue(Crc.FlacFrame.Append(0, mutated.AsSpan(0, mutated.Length - 2)));
            mutated[mutated.Length - 2] = (byte)(crc >> 8);
            mutated[mutated.Length - 1] = (byte)crc;
            byte[] file =
            [
                .. flac.Bytes.Take(42), .. flac.Frames.SelectMany((bytes, at) => at == changed ? mutated : bytes),
            ];

            (string told, LevelCurve? levels) = Probe(file, true);

            Assert.Equal(Probe(file, false).Told, told);
            withoutLevels += levels is null ? 1 : 0;
            for (int k = 0; k < levels?.Count; k++)
            {
                // From the lowest level to full scale.
                Assert.InRange(levels[k], -80.1, 0.1);
            }
        }

        Assert.InRange(withoutLevels, ProbedCases / 20, ProbedCases * 19 / 20);
    }

    private static (string Told, LevelCurve? Levels) Probe(byte[] file, bool readsLevels)
    {
        try
        {
            AudioProperties audio = AudioProbe.ReadAsync(
                new MemoryStream(file), AudioFormat.Flac, "part", null, readsLevels, default).GetAwaiter().GetResult();
            return ($"{audio.SampleCount} {audio.IsTruncated} {string.Join(" ", audio.Warnings)}", audio.Levels);
        }
        catch (AudioFormatException error)
        {
            return (error.Message, null);
        }
    }

    private static byte[] Mutate(byte[] frame, int headerLength, Random random)
    {
        List<byte> bytes = [.. frame];
        for (int changes = random.Next(1, 4); changes > 0; changes--)
        {
            int at = random.Next(headerLength, Math.Max(headerLength + 1, bytes.Count));
            int count = Math.Min(random.Next(1, 20), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    bytes.RemoveRange(at, count);
                    break;
                case 1:
                    bytes.InsertRange(at, Enumerable.Repeat((byte)random.Next(256), count));
                    break;
                case 2:
                    for (int i = at; i < at + count; i++)
                    {
                        bytes[i] = 0;
                    }

                    break;
                default:
                    if (count > 0)
                    {
                        bytes[at] ^= (byte)(1 << random.Next(8));
                    }

                    break;
            }
        }

        // The CRC's place.
        return bytes.Count < headerLength + 2 ? [.. bytes, 0, 0] : [.. bytes];
    }

    private static void AssertDepth(FlacDecoder decoder, FlacStreamInfo info, int blockSize)
    {
        for (int channel = 0; channel < info.Channels; channel++)
        {
            Assert.Equal(blockSize, decoder[channel].Length);
            foreach (int sample in decoder[channel])
            {
                if (sample >> (info.BitsPerSample - 1) is not (0 or -1))
                {
                    Assert.Fail($"{sample} has more than {info.BitsPerSample} bits");
                }
            }
        }
    }
}
