using System.Buffers.Binary;
using System.Text;
using CometSpeech.Core.Files;

namespace CometSpeech.Core.Audio.Mp4;

/// <summary>
/// Writes boxes (ISO/IEC 14496-12, 4.2) to the output: their sizes are filled in when they end. Numbers are big-endian.
/// </summary>
internal sealed class Mp4BoxWriter(OutputWriter output)
{
    private readonly Stack<long> _open = new();
    private readonly byte[] _number = new byte[8];

    /// <summary>Begins a box.</summary>
    /// <param name="type">Its four-character code.</param>
    public void Begin(string type)
    {
        _open.Push(output.Position);
        Write32(0);
        WriteCode(type);
    }

    /// <summary>Begins a full box: version and flags come first.</summary>
    public void BeginFull(string type, byte version = 0, int flags = 0)
    {
        Begin(type);
        Write32(((uint)version << 24) | (uint)flags);
    }

    /// <summary>Ends the box that was begun last.</summary>
    public void End()
    {
        long position = _open.Pop();
        byte[] size = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(size, checked((uint)(output.Position - position)));
        output.Patch(position, size);
    }

    /// <summary>Writes the four bytes of a code; the sign © is one byte of them, as QuickTime has it.</summary>
    public void WriteCode(string code)
    {
        for (int i = 0; i < 4; i++)
        {
            _number[i] = (byte)code[i];
        }

        output.Write(_number.AsSpan(0, 4));
    }

    /// <summary>Writes a byte.</summary>
    public void Write8(int value)
    {
        _number[0] = (byte)value;
        output.Write(_number.AsSpan(0, 1));
    }

    /// <summary>Writes 16 bits.</summary>
    public void Write16(int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_number, (ushort)value);
        output.Write(_number.AsSpan(0, 2));
    }

    /// <summary>Writes 32 bits.</summary>
    public void Write32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_number, value);
        output.Write(_number.AsSpan(0, 4));
    }

    /// <summary>Writes 64 bits.</summary>
    public void Write64(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(_number, value);
        output.Write(_number);
    }

    /// <summary>Writes 32 bits, or 64 in a box of version 1.</summary>
    public void WriteTime(long value, bool isLong)
    {
        if (isLong)
        {
            Write64(value);
        }
        else
        {
            Write32((uint)value);
        }
    }

    /// <summary>Writes zero bytes.</summary>
    public void WriteZeros(int count) => output.Fill(0, count);

    /// <summary>Writes bytes as they are.</summary>
    public void Write(byte[] bytes) => output.WriteRun(new ArraySegment<byte>(bytes));

    /// <summary>Writes a text in UTF-8, without its length.</summary>
    public void WriteText(string text) => Write(Encoding.UTF8.GetBytes(text));

    /// <summary>The transformation matrix that changes nothing (ISO/IEC 14496-12, 8.2.2).</summary>
    public void WriteUnityMatrix()
    {
        Write32(0x00010000);
        WriteZeros(12);
        Write32(0x00010000);
        WriteZeros(12);
        Write32(0x40000000);
    }
}
