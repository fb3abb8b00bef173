using CometSpeech.Core.Audio;
using CometSpeech.Core.Running.Streaming;

namespace CometSpeech.Core.Tests.Audio.Support;

/// <summary>Parts joined into an output that cannot seek, as a player gets them.</summary>
/// <param name="Pieces">What came out with each part, and at the end.</param>
/// <param name="Whole">What the joiner said of it.</param>
internal sealed record StreamedJoin(IReadOnlyList<byte[]> Pieces, AudioProperties Whole)
{
    public byte[] Bytes => [.. Pieces.SelectMany(piece => piece)];

    /// <summary>Joins parts.</summary>
    /// <param name="format">Of the parts.</param>
    /// <param name="options">What the stream is to be besides them.</param>
    /// <param name="pause">The silence between two of them.</param>
    /// <param name="parts">The parts.</param>
    public static StreamedJoin Join(AudioFormat format, JoinOptions options, TimeSpan pause, params byte[][] parts)
    {
        using StreamBuffer output = new();
        using AudioJoiner joiner = AudioJoiner.Create(format, output, options);
        List<byte[]> pieces = [];
        foreach (byte[] part in parts)
        {
            output.Clear();
            if (pieces.Count > 0 && pause > TimeSpan.Zero)
            {
                joiner.AppendSilence(pause);
            }

            // Complete at once: these streams never wait.
            joiner.AppendAsync(new MemoryStream(part, writable: false), $"part {pieces.Count + 1}")
                .GetAwaiter().GetResult();
            pieces.Add(output.Written.ToArray());
        }

        output.Clear();
        AudioProperties whole = joiner.Complete();
        pieces.Add(output.Written.ToArray());
        return new StreamedJoin(pieces, whole);
    }
}
