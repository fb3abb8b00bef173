using System.Globalization;
using System.Text;
using CometSpeech.Benchmarks.Reporting;

namespace CometSpeech.Benchmarks.Captions;

/// <summary>Speech whose sentences begin at known times: each is spoken alone, and they are joined with gaps.</summary>
internal sealed class CaptionSpeech
{
    private const int Rate = 24_000;

    // 4,096 characters are one request; the rest is a margin for the last sentence.
    private const int MostCharacters = 3_900;

    // A sentence begins with its first sample above -60 dBFS, 40 dB below the voice, and ends with its last: nobody
    // hears what is below. It cuts off the 270 ms at -75 dBFS that kal16 opens with, and leaves the 200 to 400 ms at
    // -65 to -57 dBFS of slt and awb, which are hardly heard and count as the sentence's.
    private const int Audible = 33;

    private static readonly string[] s_quiet = ["-v", "error", "-nostdin", "-y"];

    private static readonly string[] s_words =
        ("the harbour lay still when morning came and nobody crossed before six because a wind out of the north had "
            + "rattled every loose board in town while people slept behind their shutters children dreamed about "
            + "fishing boats that never returned from distant islands old captain told stories of storms whales and "
            + "forgotten treasure near lighthouse his daughter counted waves until she knew them all by name some "
            + "evenings they walked along shore looking for glass bottles with letters inside written years ago")
        .Split(' ');

    private CaptionSpeech(string text, IReadOnlyList<double> starts, byte[] pcm)
    {
        Text = text;
        Starts = starts;
        Pcm = pcm;
    }

    /// <summary>What is said.</summary>
    public string Text { get; }

    /// <summary>When each sentence begins, in seconds.</summary>
    public IReadOnlyList<double> Starts { get; }

    /// <summary>24 kHz mono, 16 bits.</summary>
    public byte[] Pcm { get; }

    /// <summary>Speaks a text of some 40 sentences with pauses of 80 to 700 ms between them.</summary>
    /// <param name="voice">As espeak:en-us or flite:awb.</param>
    /// <param name="seed">Another text and other pauses for each.</param>
    public static CaptionSpeech Create(string voice, int seed)
    {
        var random = new Random(seed);
        List<string> sentences = [];
        for (int length = 0; length < MostCharacters;)
        {
            string sentence = Sentence(random);
            length += sentence.Length + 1;
            sentences.Add(sentence);
        }

        List<short[]> spoken = Speak(voice, sentences);
        List<short> samples = [];
        List<double> starts = [];
        Pause(samples, random.Next(50, 300), random);
        foreach (short[] sound in spoken)
        {
            starts.Add(samples.Count / (double)Rate);
            samples.AddRange(sound);
            Pause(samples, random.Next(80, 700), random);
        }

        var pcm = new byte[2 * samples.Count];
        Buffer.BlockCopy(samples.ToArray(), 0, pcm, 0, pcm.Length);
        return new CaptionSpeech(string.Join(' ', sentences), starts, pcm);
    }

    /// <summary>Encodes it with ffmpeg.</summary>
    public byte[] Encode(string extension, params string[] options)
    {
        string source = Path.GetTempFileName();
        string target = Path.ChangeExtension(source, extension);
        try
        {
            File.WriteAllBytes(source, Pcm);
            string[] input = ["-f", "s16le", "-ar", "24000", "-ac", "1", "-i", source];
            Tool.Run("ffmpeg", [.. s_quiet, .. input, .. options, target]);
            return File.ReadAllBytes(target);
        }
        finally
        {
            File.Delete(source);
            File.Delete(target);
        }
    }

    // Two to thirty words; every eighth sentence has a number, longer ones have commas.
    private static string Sentence(Random random)
    {
        int words = random.Next(2, random.Next(4) == 0 ? 45 : 22);
        var text = new StringBuilder();
        for (int i = 0; i < words; i++)
        {
            string word = i > 0 && random.Next(80) == 0
                ? random.Next(2, 2000).ToString(CultureInfo.InvariantCulture)
                : s_words[random.Next(s_words.Length)];
            text.Append(i == 0 ? char.ToUpperInvariant(word[0]) + word[1..] : word);
            text.Append(i == words - 1 ? "." : i % 9 == 8 ? ", " : " ");
        }

        return text.ToString();
    }

    private static List<short[]> Speak(string voice, List<string> sentences)
    {
        string folder = Directory.CreateTempSubdirectory("CometSpeech-").FullName;
        try
        {
            string[] parts = voice.Split(':');
            List<string> arguments = [.. s_quiet];
            for (int i = 0; i < sentences.Count; i++)
            {
                string text = Path.Combine(folder, $"{i}.txt");
                string wave = Path.Combine(folder, $"{i}.wav");
                File.WriteAllText(text, sentences[i]);
                if (parts[0] == "espeak")
                {
                    Tool.Run("espeak-ng", ["-v", parts[1], "-f", text, "-w", wave]);
                }

                arguments.AddRange(parts[0] == "espeak"
                    ? ["-i", wave]
                    : ["-f", "lavfi", "-i", $"flite=textfile={text}:voice={parts[1]}"]);
            }

            for (int i = 0; i < sentences.Count; i++)
            {
                arguments.AddRange(
                    ["-map", $"{i}:a", "-f", "s16le", "-ar", "24000", "-ac", "1", Path.Combine(folder, $"{i}.pcm")]);
            }

            Tool.Run("ffmpeg", arguments);
            return [.. sentences.Select((_, i) => Trim(File.ReadAllBytes(Path.Combine(folder, $"{i}.pcm"))))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static short[] Trim(byte[] pcm)
    {
        var samples = new short[pcm.Length / 2];
        Buffer.BlockCopy(pcm, 0, samples, 0, 2 * samples.Length);
        int first = Array.FindIndex(samples, sample => Math.Abs((int)sample) > Audible);
        int last = Array.FindLastIndex(samples, sample => Math.Abs((int)sample) > Audible);
        return samples[first..(last + 1)];
    }

    // Not quite silence: the last bit of a converter.
    private static void Pause(List<short> samples, int milliseconds, Random random)
    {
        for (int i = 0; i < Rate * milliseconds / 1000; i++)
        {
            samples.Add((short)random.Next(-1, 2));
        }
    }
}
