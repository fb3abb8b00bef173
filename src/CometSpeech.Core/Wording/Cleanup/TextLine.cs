using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Wording.Cleanup;

/// <summary>A line of a text.</summary>
internal readonly struct TextLine(int start, int first, int end, int next, bool endsPage)
{
    /// <summary>Its first unit.</summary>
    public int Start { get; } = start;

    /// <summary>Its first unit that is no white space, or its end.</summary>
    public int First { get; } = first;

    /// <summary>The index behind its last unit that is no white space.</summary>
    public int End { get; } = end;

    /// <summary>Where the next line begins.</summary>
    public int Next { get; } = next;

    /// <summary>Whether a form feed ends it.</summary>
    public bool EndsPage { get; } = endsPage;

    /// <summary>Whether there is nothing but white space on it.</summary>
    public bool IsBlank => First == End;

    /// <summary>The units from its first to its last one.</summary>
    public int Length => End - First;

    /// <summary>The white space it begins with.</summary>
    public int Indent => First - Start;

    /// <summary>Whether a sentence, or what introduces something, ends with it.</summary>
    public bool EndsSentence(string text)
    {
        int end = End;
        while (end > First
            && text[end - 1] is '"' or '”' or '’' or '\'' or ')' or '»' or '“' or ']' or '*' or '_')
        {
            end--;
        }

        return end > First
            && (text[end - 1] is ':' or '…' || SentenceTerminals.Contains(CodePoints.Before(text, end)));
    }

    /// <summary>The line that begins at an index of a text.</summary>
    public static TextLine Read(string text, int start)
    {
        int lineBreak = start;
        while (lineBreak < text.Length && !Characters.IsLineBreak(text[lineBreak]))
        {
            lineBreak++;
        }

        int next = Math.Min(lineBreak + 1, text.Length);
        if (next < text.Length && text[lineBreak] == '\r' && text[next] == '\n')
        {
            next++;
        }

        int end = Characters.TrimEnd(text, start, lineBreak);
        int first = start;
        while (first < end && char.IsWhiteSpace(text[first]))
        {
            first++;
        }

        return new TextLine(start, first, end, next, lineBreak < text.Length && text[lineBreak] == '\f');
    }
}
