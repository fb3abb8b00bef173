using System.Security.Cryptography;

namespace CometSpeech.Core.Parts;

/// <summary>
/// Takes an answer as it arrives: into memory while it is small, else into an unfinished file of a folder, whose
/// digest grows with it. <see cref="SetLength"/> with 0 begins anew. Disposed before <see cref="Finish"/>, it leaves
/// nothing.
/// </summary>
/// <param name="folder">Where it is kept; null to keep it in memory whatever its size.</param>
/// <param name="name">What the answer is known by.</param>
/// <param name="memoryLimit">The most bytes that stay in memory when there is a folder.</param>
internal sealed class PartWriter(PartFolder? folder, string name, int memoryLimit) : Stream
{
    private MemoryStream? _memory = memoryLimit > 0 || folder is null ? new MemoryStream() : null;
    private FileStream? _file;
    private IncrementalHash? _hash;
    private long _length;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => _length;

    /// <inheritdoc/>
    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count)
    {
        if (_memory is { } memory && folder is not null && _length + count > memoryLimit)
        {
            _memory = null;
            WriteToFile(memory.GetBuffer(), 0, (int)memory.Length);
        }

        if (_memory is null)
        {
            WriteToFile(buffer, offset, count);
        }
        else
        {
            _memory.Write(buffer, offset, count);
        }

        _length += count;
    }

    /// <inheritdoc/>
    public override void SetLength(long value)
    {
        if (value != 0)
        {
            throw new NotSupportedException();
        }

        _length = 0;
        _memory?.SetLength(0);
        _file?.SetLength(0);
        _hash?.GetHashAndReset();
    }

    /// <summary>The whole answer as a part; a file gets its final name, from which on it counts as paid for.</summary>
    /// <exception cref="IOException">The disk refused it.</exception>
    public Part Finish(Audio.AudioProperties audio)
    {
        if (_memory is { } memory)
        {
            return new Part(name, audio, null, new ArraySegment<byte>(memory.GetBuffer(), 0, (int)memory.Length));
        }

        string unfinished = OpenFile().Name;
        _file!.Dispose();
        string check = PartDigest.ToText(_hash!.GetHashAndReset(), PartFileName.CheckLength);
        string path = folder!.Finish(unfinished, new PartFileName(name, check, audio.Pcm));
        _file = null;
        return new Part(name, audio, path, default);
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _file is { } file)
        {
            _file = null;
            try
            {
                file.Dispose();
            }
            catch (IOException)
            {
                // What a full disk did not take fails once more.
            }

            PartFolder.TryDelete(file.Name);
        }

        _hash?.Dispose();
        base.Dispose(disposing);
    }

    private FileStream OpenFile()
    {
        _hash ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        return _file ??= folder!.CreateUnfinished(name);
    }

    private void WriteToFile(byte[] buffer, int offset, int count)
    {
        OpenFile().Write(buffer, offset, count);
        _hash!.AppendData(buffer, offset, count);
    }
}
