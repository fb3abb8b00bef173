using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace CometSpeech.Tests.Support.Soak;

/// <summary>What a finished file holds.</summary>
/// <param name="Samples">24 kHz, mono.</param>
/// <param name="ChapterStarts">In seconds, as the file tells them.</param>
internal sealed record SpokenAudio(short[] Samples, IReadOnlyList<double> ChapterStarts)
{
    public const int SampleRate = 24_000;

    /// <summary>
    /// Reads a WAV file by its specification alone: samples and cue points (Multimedia Programming Interface and Data
    /// Specifications 1.0, chapter 3).
    /// </summary>
    public static SpokenAudio FromWave(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        short[] samples = [];
        List<double> starts = [];
        for (int at = 12; at + 8 <= file.Length;)
        {
            string id = Encoding.ASCII.GetString(file, at, 4);
            Span<byte> chunk = file.AsSpan(at + 8, BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 4)));
            if (id == "data")
            {
                samples = MemoryMarshal.Cast<byte, short>(chunk).ToArray();
            }
            else if (id == "cue ")
            {
                // The sample offset is the last field of the 24 bytes of a cue point.
                for (int point = 4; point + 24 <= chunk.Length; point += 24)
                {
                    starts.Add(BinaryPrimitives.ReadUInt32LittleEndian(chunk[(point + 20)..]) / (double)SampleRate);
                }
            }

            at += 8 + chunk.Length + (chunk.Length & 1);
        }

        return new SpokenAudio(samples, starts);
    }
}
