using System.Text;
using System.Text.RegularExpressions;

namespace CometSpeech.Fuzz.Mutation;

/// <summary>
/// Text of words and signs, in whatever encoding: they are left out, doubled, changed for others, put in from a list,
/// and put in a thousand times.
/// </summary>
/// <param name="tokens">What means something in such texts.</param>
internal sealed partial class TextShape(params string[] tokens) : InputShape
{
    // Each byte a character, so that what is no text goes through unharmed.
    private static readonly Encoding s_encoding = Encoding.Latin1;

    private readonly string[] _tokens =
        [.. tokens.Concat(CommonTokens).Select(token => s_encoding.GetString(Encoding.UTF8.GetBytes(token)))];

    private static string[] CommonTokens =>
    [
        "\0", "\uFEFF", "\u200B", "\u2028", "\u0301", "\u202E", "\U0001F600", "漢", "\t", "\r\n", "\n\n", " ", "\"",
        "'", "\\", "&", "<", ">", "-1", "0", "1e999", "2147483648", "9223372036854775808", "NaN", "null", "true",
    ];

    /// <inheritdoc/>
    public override byte[] Mutate(byte[] input, byte[] other, Random random)
    {
        if (random.Next(8) == 0)
        {
            return ByteShape.Plain.Mutate(input, other, random);
        }

        List<string> words = Split(input);
        for (int changes = DrawChanges(random); changes > 0; changes--)
        {
            Change(words, other, random);
        }

        return s_encoding.GetBytes(string.Concat(words));
    }

    [GeneratedRegex(@"\w+|\s+|.", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    private static List<string> Split(byte[] input) =>
        [.. Words().Matches(s_encoding.GetString(input)).Select(match => match.Value)];

    private void Change(List<string> words, byte[] other, Random random)
    {
        int at = random.Next(words.Count + 1);
        int count = Math.Min(random.Next(1, 1 << random.Next(1, 6)), words.Count - at);
        switch (random.Next(6))
        {
            case 0:
                words.RemoveRange(at, count);
                break;
            case 1:
                words.InsertRange(random.Next(words.Count + 1), words.GetRange(at, count));
                break;
            case 2:
                List<string> others = Split(other);
                int from = random.Next(others.Count + 1);
                words.InsertRange(at, others.GetRange(from, Math.Min(count, others.Count - from)));
                break;
            case 3 when at < words.Count:
                words[at] = Draw(random);
                break;
            case 4 when random.Next(20) == 0:
                // Deep, or long.
                string token = Draw(random);
                words.InsertRange(at, Enumerable.Repeat(token, random.Next(2000)));
                break;
            default:
                words.Insert(at, Draw(random));
                break;
        }
    }

    private string Draw(Random random) => _tokens[random.Next(_tokens.Length)];
}
