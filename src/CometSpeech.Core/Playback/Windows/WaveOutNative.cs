using System.Runtime.InteropServices;

namespace CometSpeech.Core.Playback.Windows;

/// <summary>What is used of waveOut (mmeapi.h, winmm.dll); the names of its functions are Microsoft's.</summary>
internal static class WaveOutNative
{
    /// <summary>MMSYSERR_NOERROR.</summary>
    public const int NoError = 0;

    /// <summary>WAVE_MAPPER: the device that the user has chosen, whatever formats it takes by itself.</summary>
    public const uint Mapper = 0xFFFF_FFFF;

    /// <summary>WHDR_DONE: the device gave the buffer back.</summary>
    public const uint Done = 1;

    // MAXERRORLENGTH.
    private const int MaxErrorLength = 256;

    /// <summary>What an error code means, in the user's language.</summary>
    public static string Describe(int error)
    {
        char[] buffer = new char[MaxErrorLength];
        string text = waveOutGetErrorText(error, buffer, MaxErrorLength) == NoError
            ? new string(buffer, 0, Math.Max(0, Array.IndexOf(buffer, '\0'))).Trim().TrimEnd('.')
            : "";
        return FormattableString.Invariant($"{(text.Length > 0 ? text : "error")} (MMSYSERR {error})");
    }

    [DllImport("winmm")]
    public static extern int waveOutOpen(
        out IntPtr handle, uint device, ref WaveFormatEx format, IntPtr callback, IntPtr instance, uint flags);

    [DllImport("winmm")]
    public static extern int waveOutPrepareHeader(IntPtr handle, IntPtr header, int size);

    [DllImport("winmm")]
    public static extern int waveOutUnprepareHeader(IntPtr handle, IntPtr header, int size);

    [DllImport("winmm")]
    public static extern int waveOutWrite(IntPtr handle, IntPtr header, int size);

    [DllImport("winmm")]
    public static extern int waveOutReset(IntPtr handle);

    [DllImport("winmm")]
    public static extern int waveOutClose(IntPtr handle);

    [DllImport("winmm", EntryPoint = "waveOutGetErrorTextW", CharSet = CharSet.Unicode)]
    private static extern int waveOutGetErrorText(int error, [Out] char[] text, int size);

    /// <summary>WAVEFORMATEX; packed to two bytes or not, its fields lie the same.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 2)]
    public struct WaveFormatEx
    {
        public ushort Tag;
        public ushort Channels;
        public uint SamplesPerSecond;
        public uint BytesPerSecond;
        public ushort BlockAlign;
        public ushort BitsPerSample;
        public ushort ExtraSize;
    }

    /// <summary>WAVEHDR.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct WaveHeader
    {
        public IntPtr Data;
        public uint BufferLength;
        public uint BytesRecorded;
        public IntPtr User;
        public uint Flags;
        public uint Loops;
        public IntPtr Next;
        public IntPtr Reserved;
    }
}
