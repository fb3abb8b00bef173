using System.Text;
using CometSpeech.Core.Audio;
#if NET8_0_OR_GREATER // CsCheck is for newer frameworks only.
using CsCheck;
#endif

namespace CometSpeech.Core.Tests.Audio;

public class CrcTests
{
    // The check values of these polynomials with initial value 0, without reflection or final inversion.
    public static TheoryData<string, uint> CheckValues => new()
    {
        { nameof(Crc.OggPage), 0x89A1897F },
        { nameof(Crc.FlacFrame), 0xFEE8 },
        { nameof(Crc.FlacHeader), 0xF4 },
    };

    [Theory, MemberData(nameof(CheckValues))]
    public void Check_value_is_the_published_one(string name, uint expected)
    {
        Crc crc = Get(name);

        Assert.Equal(expected, crc.GetValue(crc.Append(0, Encoding.ASCII.GetBytes("123456789"))));
    }

#if NET8_0_OR_GREATER
    [Theory, MemberData(nameof(CheckValues))]
    public void Pieces_of_any_length_give_the_value_of_the_whole(string name, uint expected)
    {
        _ = expected;
        Crc crc = Get(name);
        Gen.Select(Gen.Byte.Array[0, 300], Gen.Byte.Array[0, 70_000]).Sample(
            (first, second) =>
            {
                uint whole = crc.Append(0, (byte[])[.. first, .. second]);
                uint byByte = 0;
                foreach (byte value in first)
                {
                    byByte = crc.Append(byByte, [value]);
                }

                Assert.Equal(whole, crc.Append(byByte, second));
                Assert.Equal(whole, crc.Concat(byByte, crc.Append(0, second), second.Length));
            },
            iter: 50);
    }
#endif

    private static Crc Get(string name) => name switch
    {
        nameof(Crc.OggPage) => Crc.OggPage,
        nameof(Crc.FlacFrame) => Crc.FlacFrame,
        _ => Crc.FlacHeader,
    };
}
