using CometSpeech.Core.Audio.Tags;

namespace CometSpeech.Core.Audio.Wave;

/// <summary>
/// Joins samples, of WAVE files or of raw answers, under one header whose sizes are right; in a stream they are the
/// largest there are, which programs take for unknown.
/// </summary>
internal sealed class WavJoiner(Stream output, SampleScanner scanner, JoinOptions options)
    : SampleJoiner(output, scanner, options)
{
    public override AudioFormat Format => AudioFormat.Wav;

    private protected override IReadOnlyList<string> Warnings => Id3Tag.GetWarnings(Options.Chapters.Count);

    private protected override void WriteUnit()
    {
        if (Output.Position == 0)
        {
            Output.Write(Output.IsStream
                ? WaveHeader.MakeForStream(Samples.SampleFormat)
                : WaveHeader.Make(Samples.SampleFormat, null));
        }

        WriteSamples();
    }

    private protected override void CompleteFile()
    {
        if (Output.IsStream)
        {
            // Behind samples without an end nobody finds a chunk.
            return;
        }

        long dataBytes = Output.Position - WaveHeader.Length;
        Output.Fill(0, dataBytes & 1);
        byte[] chunks = WaveTagChunks.Make(Options.Tags, ChapterMarks, Samples.SampleRate);
        Output.WriteRun(new ArraySegment<byte>(chunks));
        Output.Patch(0, WaveHeader.Make(Samples.SampleFormat, dataBytes, chunks.Length));
    }
}
