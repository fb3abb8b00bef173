using System.Runtime.InteropServices;
using static CometSpeech.Core.Playback.Windows.WaveOutNative;

namespace CometSpeech.Core.Playback.Windows;

/// <summary>
/// A header and its samples in memory that does not move: the device reads them while managed code runs on.
/// </summary>
internal sealed class WaveOutBuffer
{
    private static readonly int s_headerSize = Marshal.SizeOf<WaveHeader>();
    private static readonly int s_flagsOffset = (int)Marshal.OffsetOf<WaveHeader>(nameof(WaveHeader.Flags));

    private readonly IntPtr _device;
    private readonly IntPtr _header;

    /// <summary>Copies the samples, and gives them to the device.</summary>
    /// <exception cref="PlaybackException">It does not take them.</exception>
    public WaveOutBuffer(IntPtr device, byte[] samples)
    {
        _device = device;
        Length = samples.Length;
        _header = Marshal.AllocHGlobal(s_headerSize + samples.Length);
        IntPtr data = _header + s_headerSize;
        Marshal.Copy(samples, 0, data, samples.Length);
        var header = new WaveHeader { Data = data, BufferLength = (uint)samples.Length };
        Marshal.StructureToPtr(header, _header, fDeleteOld: false);
        int error = waveOutPrepareHeader(device, _header, s_headerSize);
        if (error == NoError)
        {
            error = waveOutWrite(device, _header, s_headerSize);
        }

        if (error != NoError)
        {
            Free();
            throw new PlaybackException($"Windows plays no more: {Describe(error)}");
        }
    }

    /// <summary>Its bytes of samples.</summary>
    public int Length { get; }

    /// <summary>Whether the device has played it.</summary>
    public bool IsDone => ((uint)Marshal.ReadInt32(_header, s_flagsOffset) & Done) != 0;

    /// <summary>Gives the memory back. Once, and only when it is done.</summary>
    public void Free()
    {
        _ = waveOutUnprepareHeader(_device, _header, s_headerSize);
        Marshal.FreeHGlobal(_header);
    }
}
