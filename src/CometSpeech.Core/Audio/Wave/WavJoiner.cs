using CometSpeech.Core.Audio.Tags;

namespace CometSpeech.Core.Audio.Wave;

/// <summary>Joins samples, of WAVE files or of raw answers, under one header whose sizes are right.</summary>
internal sealed class WavJoiner(Stream output, SampleScanner scanner, JoinOptions options)
    : AudioJoiner(output, options)
{
    public override AudioFormat Format => AudioFormat.Wav;

    public override bool CanAppendSilence => true;

    private protected override PartScanner Scanner => scanner;

    private protected override IReadOnlyList<string> Warnings => Id3Tag.GetWarnings(Options.Chapters.Count);

    private protected override void WriteUnit()
    {
        if (Output.Position == 0)
        {
            Output.Write(WaveHeader.Make(scanner.SampleFormat, null));
        }

        Output.WriteRun(scanner.Unit);
    }

    private protected override void WriteSilence(long samples) =>
        Output.Fill(scanner.SampleFormat.SilenceByte, samples * scanner.SampleFormat.BlockAlign);

    private protected override void CompleteFile()
    {
        long dataBytes = Output.Position - WaveHeader.Length;
        Output.Fill(0, dataBytes & 1);
        byte[] chunks = WaveTagChunks.Make(Options.Tags, ChapterMarks, scanner.SampleRate);
        Output.WriteRun(new ArraySegment<byte>(chunks));
        Output.Patch(0, WaveHeader.Make(scanner.SampleFormat, dataBytes, chunks.Length));
    }
}
