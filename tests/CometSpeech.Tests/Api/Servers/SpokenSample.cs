using System.Buffers.Binary;
using CometSpeech.Tests.Help;

namespace CometSpeech.Tests.Api.Servers;

/// <summary>
/// Three sentences, and their speech as the fixtures have it: what servers of others answer with. tests/fixtures/audio
/// tells how they were made: <c>streamed</c> ones are those of an encoder that writes to a pipe.
/// </summary>
internal static class SpokenSample
{
    /// <summary>What to say to the command so that each sentence is a request.</summary>
    public const string Chunks = "-MaxChunkLength 17";

    private static readonly string[] s_sentences = ["Good morning.", "The train leaves.", "See you at nine."];

    /// <summary>The whole text.</summary>
    public static string Text => string.Join(' ', s_sentences);

    /// <summary>The samples of each sentence, 24 kHz mono, 16 bits.</summary>
    public static IReadOnlyList<byte[]> Parts { get; } = [.. s_sentences.Select(sentence => Read(sentence, "pcm"))];

    /// <summary>All of them.</summary>
    public static byte[] Samples { get; } = [.. Parts.SelectMany(part => part)];

    /// <summary>The speech of one of the sentences.</summary>
    public static byte[] Read(string? sentence, string extension) => File.ReadAllBytes(Path.Combine(
        HelpPage.RepositoryRoot,
        "tests",
        "fixtures",
        "audio",
        $"part{Array.IndexOf(s_sentences, sentence) + 1}.{extension}"));

    /// <summary>The same samples as a WAV file of another rate.</summary>
    public static byte[] ReadWav(string? sentence, int rate)
    {
        byte[] samples = Read(sentence, "pcm");
        byte[] header = new byte[44];
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), 36 + samples.Length);
        "WAVEfmt "u8.CopyTo(header.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(24), rate);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(28), rate * 2);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(34), 16);
        "data"u8.CopyTo(header.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(40), samples.Length);
        return [.. header, .. samples];
    }
}
