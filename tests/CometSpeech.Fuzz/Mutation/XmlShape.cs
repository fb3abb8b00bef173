using System.Text;
using System.Text.RegularExpressions;

namespace CometSpeech.Fuzz.Mutation;

/// <summary>
/// Markup whose elements are moved whole, so that it stays well-formed and reaches what stands behind the parser:
/// doubled, left out, wrapped in others, put in elsewhere, renamed. A fourth of the changes are those of text.
/// </summary>
/// <param name="elements">
/// Elements that mean something: start tags without brackets, as in <c>w:b w:val="0"</c>.
/// </param>
/// <param name="tokens">What else means something.</param>
internal sealed partial class XmlShape(string[] elements, params string[] tokens) : InputShape
{
    private static readonly Encoding s_encoding = Encoding.Latin1;

    private readonly TextShape _text = new([.. tokens, .. elements.Select(element => $"<{element}>")]);

    /// <inheritdoc/>
    public override byte[] Mutate(byte[] input, byte[] other, Random random)
    {
        List<string> parts = random.Next(4) == 0 ? [] : Split(input);
        if (parts.Count < 2)
        {
            return _text.Mutate(input, other, random);
        }

        for (int changes = DrawChanges(random); changes > 0 && parts.Count > 0; changes--)
        {
            Change(parts, other, random);
        }

        return s_encoding.GetBytes(string.Concat(parts));
    }

    [GeneratedRegex("<[^<>]*>|[^<]+|<", RegexOptions.CultureInvariant)]
    private static partial Regex Parts();

    private static List<string> Split(byte[] input) =>
        [.. Parts().Matches(s_encoding.GetString(input)).Select(match => match.Value)];

    private static bool IsStart(string part) =>
        part.Length > 2 && part[0] == '<' && part[1] is not ('/' or '!' or '?') && !part.EndsWith("/>",
            StringComparison.Ordinal);

    private static bool IsEnd(string part) => part.StartsWith("</", StringComparison.Ordinal);

    private static string NameOf(string start) =>
        start[1..].Split([' ', '\t', '\r', '\n', '>', '/'], 2)[0];

    // How many parts an element has, from its start to its end; a text is one.
    private static int Measure(List<string> parts, int at)
    {
        int depth = 0;
        for (int i = at; i < parts.Count; i++)
        {
            depth += IsStart(parts[i]) ? 1 : IsEnd(parts[i]) ? -1 : 0;
            if (depth <= 0)
            {
                return i - at + 1;
            }
        }

        return 1;
    }

    private void Change(List<string> parts, byte[] other, Random random)
    {
        int at = random.Next(parts.Count);
        if (IsEnd(parts[at]))
        {
            // An empty element before the end of another.
            parts.Insert(at, $"<{Draw(random)}/>");
            return;
        }

        int count = Measure(parts, at);
        switch (random.Next(7))
        {
            case 0:
                parts.RemoveRange(at, count);
                break;
            case 1:
                parts.InsertRange(at, parts.GetRange(at, count));
                break;
            case 2:
                Wrap(parts, at, count, random.Next(30) == 0 ? random.Next(600) : 1, random);
                break;
            case 3:
                List<string> others = Split(other);
                int from = random.Next(others.Count + 1);
                if (from < others.Count && !IsEnd(others[from]))
                {
                    parts.InsertRange(at, others.GetRange(from, Measure(others, from)));
                }

                break;
            case 4 when IsStart(parts[at]) && count > 1:
                string element = Draw(random);
                parts[at] = $"<{element}>";
                parts[at + count - 1] = $"</{NameOf(parts[at])}>";
                break;
            case 5:
                byte[] changed = _text.Mutate(s_encoding.GetBytes(parts[at]), other, random);
                parts[at] = s_encoding.GetString(changed);
                break;
            default:
                parts.InsertRange(at, [$"<{Draw(random)}>", "word"]);
                parts.Insert(at + 2, $"</{NameOf(parts[at])}>");
                break;
        }
    }

    private void Wrap(List<string> parts, int at, int count, int times, Random random)
    {
        string start = $"<{Draw(random)}>";
        string end = $"</{NameOf(start)}>";
        parts.InsertRange(at + count, Enumerable.Repeat(end, times));
        parts.InsertRange(at, Enumerable.Repeat(start, times));
    }

    private string Draw(Random random) => elements[random.Next(elements.Length)];
}
