using System.Text;

namespace CometSpeech.Fuzz.Mutation;

/// <summary>
/// Answers over HTTP: head and body are changed as what they are, and the length that the head tells is put right as a
/// rule.
/// </summary>
/// <param name="head">How status line and headers are changed.</param>
/// <param name="body">How a body of words is changed.</param>
internal sealed class AnswerShape(InputShape head, InputShape body) : InputShape
{
    private const string LengthField = "Content-Length: ";

    /// <inheritdoc/>
    public override byte[] Mutate(byte[] input, byte[] other, Random random)
    {
        int end = EndOfHead(input);
        byte[] top = input[..end];
        byte[] content = input[end..];
        int what = random.Next(3);
        if (what != 0)
        {
            bool isText = !content.AsSpan().ContainsAnyInRange((byte)0, (byte)8);
            content = (isText ? body : ByteShape.Plain).Mutate(content, other[EndOfHead(other)..], random);
        }

        if (what != 1)
        {
            top = head.Mutate(top, other[..EndOfHead(other)], random);
        }

        return [.. random.Next(8) == 0 ? top : Repair(top, content.Length), .. content];
    }

    private static int EndOfHead(byte[] answer)
    {
        int end = answer.AsSpan().IndexOf("\r\n\r\n"u8);
        return end < 0 ? answer.Length : end + 4;
    }

    private static byte[] Repair(byte[] top, int length)
    {
        string text = Encoding.Latin1.GetString(top);
        int at = text.IndexOf(LengthField, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return top;
        }

        at += LengthField.Length;
        int end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return Encoding.Latin1.GetBytes(FormattableString.Invariant($"{text[..at]}{length}{text[end..]}"));
    }
}
