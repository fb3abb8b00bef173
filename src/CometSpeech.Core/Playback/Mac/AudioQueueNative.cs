using System.Runtime.InteropServices;

namespace CometSpeech.Core.Playback.Mac;

/// <summary>
/// What is used of Audio Queue Services (AudioToolbox, AudioQueue.h); the names of its functions are Apple's.
/// </summary>
internal static class AudioQueueNative
{
    /// <summary>noErr.</summary>
    public const int NoError = 0;

    /// <summary>kAudioFormatLinearPCM, 'lpcm'.</summary>
    public const uint LinearPcm = 0x6C70636D;

    /// <summary>kAudioFormatFlagIsSignedInteger and kAudioFormatFlagIsPacked.</summary>
    public const uint SignedPacked = 0x4 | 0x8;

    /// <summary>kAudioQueueProperty_IsRunning, 'aqrn': UInt32.</summary>
    public const uint IsRunning = 0x6171726E;

    private const string Framework = "/System/Library/Frameworks/AudioToolbox.framework/AudioToolbox";

    /// <summary>AudioQueueOutputCallback: the queue gives a buffer back.</summary>
    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    public delegate void OutputCallback(IntPtr userData, IntPtr queue, IntPtr buffer);

    [DllImport(Framework)]
    public static extern int AudioQueueNewOutput(
        ref StreamDescription format,
        OutputCallback callback,
        IntPtr userData,
        IntPtr runLoop,
        IntPtr runLoopMode,
        uint flags,
        out IntPtr queue);

    [DllImport(Framework)]
    public static extern int AudioQueueAllocateBuffer(IntPtr queue, uint size, out IntPtr buffer);

    [DllImport(Framework)]
    public static extern int AudioQueueEnqueueBuffer(
        IntPtr queue, IntPtr buffer, uint packetCount, IntPtr packetDescriptions);

    [DllImport(Framework)]
    public static extern int AudioQueueFreeBuffer(IntPtr queue, IntPtr buffer);

    [DllImport(Framework)]
    public static extern int AudioQueueStart(IntPtr queue, IntPtr startTime);

    [DllImport(Framework)]
    public static extern int AudioQueueStop(IntPtr queue, [MarshalAs(UnmanagedType.U1)] bool isImmediate);

    [DllImport(Framework)]
    public static extern int AudioQueueGetProperty(IntPtr queue, uint id, out uint value, ref uint size);

    [DllImport(Framework)]
    public static extern int AudioQueueDispose(IntPtr queue, [MarshalAs(UnmanagedType.U1)] bool isImmediate);

    /// <summary>AudioStreamBasicDescription.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct StreamDescription
    {
        public double SampleRate;
        public uint FormatId;
        public uint FormatFlags;
        public uint BytesPerPacket;
        public uint FramesPerPacket;
        public uint BytesPerFrame;
        public uint ChannelsPerFrame;
        public uint BitsPerChannel;
        public uint Reserved;
    }

    /// <summary>The first fields of AudioQueueBuffer.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct QueueBuffer
    {
        public uint Capacity;
        public IntPtr Data;
        public uint Size;
    }
}
