namespace CometSpeech.Core.Audio.Aac.Decoding;

/// <summary>
/// Where the scale factor bands of a sample rate end, in lines (ISO/IEC 14496-3, tables 4.129 to 4.147), and how many
/// of them temporal noise shaping may reach (table 4.155).
/// </summary>
/// <param name="Long">Of a long window.</param>
/// <param name="Short">Of a short one.</param>
/// <param name="MostShapedLong">TNS_MAX_BANDS of a long window.</param>
/// <param name="MostShapedShort">TNS_MAX_BANDS of a short one.</param>
internal sealed record ScaleFactorBands(ushort[] Long, ushort[] Short, int MostShapedLong, int MostShapedShort)
{
    private static readonly ushort[] s_short96 = [4, 8, 12, 16, 20, 24, 32, 40, 48, 64, 92, 128];
    private static readonly ushort[] s_short48 = [4, 8, 12, 16, 20, 28, 36, 44, 56, 68, 80, 96, 112, 128];
    private static readonly ushort[] s_short24 = [4, 8, 12, 16, 20, 24, 28, 36, 44, 52, 64, 76, 92, 108, 128];
    private static readonly ushort[] s_short16 = [4, 8, 12, 16, 20, 24, 28, 32, 40, 48, 60, 72, 88, 108, 128];
    private static readonly ushort[] s_short8 = [4, 8, 12, 16, 20, 24, 28, 36, 44, 52, 60, 72, 88, 108, 128];

    private static readonly ushort[] s_long96 =
    [
        4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 64, 72, 80, 88, 96, 108, 120, 132, 144, 156, 172, 188,
        212, 240, 276, 320, 384, 448, 512, 576, 640, 704, 768, 832, 896, 960, 1024,
    ];

    private static readonly ushort[] s_long64 =
    [
        4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 64, 72, 80, 88, 100, 112, 124, 140, 156, 172, 192, 216,
        240, 268, 304, 344, 384, 424, 464, 504, 544, 584, 624, 664, 704, 744, 784, 824, 864, 904, 944, 984, 1024,
    ];

    private static readonly ushort[] s_long48 =
    [
        4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 48, 56, 64, 72, 80, 88, 96, 108, 120, 132, 144, 160, 176, 196, 216, 240,
        264, 292, 320, 352, 384, 416, 448, 480, 512, 544, 576, 608, 640, 672, 704, 736, 768, 800, 832, 864, 896, 928,
        1024,
    ];

    private static readonly ushort[] s_long32 =
    [
        4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 48, 56, 64, 72, 80, 88, 96, 108, 120, 132, 144, 160, 176, 196, 216, 240,
        264, 292, 320, 352, 384, 416, 448, 480, 512, 544, 576, 608, 640, 672, 704, 736, 768, 800, 832, 864, 896, 928,
        960, 992, 1024,
    ];

    private static readonly ushort[] s_long24 =
    [
        4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 52, 60, 68, 76, 84, 92, 100, 108, 116, 124, 136, 148, 160, 172, 188,
        204, 220, 240, 260, 284, 308, 336, 364, 396, 432, 468, 508, 552, 600, 652, 704, 768, 832, 896, 960, 1024,
    ];

    private static readonly ushort[] s_long16 =
    [
        8, 16, 24, 32, 40, 48, 56, 64, 72, 80, 88, 100, 112, 124, 136, 148, 160, 172, 184, 196, 212, 228, 244, 260,
        280, 300, 320, 344, 368, 396, 424, 456, 492, 532, 572, 616, 664, 716, 772, 832, 896, 960, 1024,
    ];

    private static readonly ushort[] s_long8 =
    [
        12, 24, 36, 48, 60, 72, 84, 96, 108, 120, 132, 144, 156, 172, 188, 204, 220, 236, 252, 268, 288, 308, 328, 348,
        372, 396, 420, 448, 476, 508, 544, 580, 620, 664, 712, 764, 820, 880, 944, 1024,
    ];

    // By the sampling frequency index of the header.
    private static readonly ScaleFactorBands[] s_all =
    [
        new(s_long96, s_short96, 31, 9),
        new(s_long96, s_short96, 31, 9),
        new(s_long64, s_short96, 34, 10),
        new(s_long48, s_short48, 40, 14),
        new(s_long48, s_short48, 42, 14),
        new(s_long32, s_short48, 51, 14),
        new(s_long24, s_short24, 46, 14),
        new(s_long24, s_short24, 46, 14),
        new(s_long16, s_short16, 42, 14),
        new(s_long16, s_short16, 42, 14),
        new(s_long16, s_short16, 42, 14),
        new(s_long8, s_short8, 39, 14),
        new(s_long8, s_short8, 39, 14),
    ];

    /// <summary>Those of a sampling_frequency_index; null when there is no such one.</summary>
    public static ScaleFactorBands? Of(int index) => index < s_all.Length ? s_all[index] : null;
}
