namespace CometSpeech.Core.Documents.Word;

/// <summary>
/// Follows the fields of a story (ECMA-376 part 1, 17.16): of each the result is spoken, not the instruction; of a
/// table of contents, an index and a mark of a note not even that. A field may go over many paragraphs.
/// </summary>
/// <param name="options">What is spoken.</param>
/// <param name="isIgnored">Whether all is spoken, because a field of the document has no end.</param>
internal sealed class WordFields(DocumentOptions options, bool isIgnored)
{
    // The name stands in front; an instruction may be as long as somebody likes.
    private const int InstructionLimit = 64;

    // Fields stand in each other up to five deep; programs that never end one have some thousand open.
    private const int OpenLimit = 100_000;

    private readonly Stack<Field> _open = [];
    private int _silent;

    /// <summary>Whether what follows is not spoken.</summary>
    public bool IsSilent => _silent > 0;

    /// <summary>A field begins; its instruction follows.</summary>
    /// <exception cref="DocumentException">More are open than any program leaves open.</exception>
    public void Begin()
    {
        if (_open.Count >= OpenLimit)
        {
            throw new DocumentException(DocumentFailure.TooLarge, null, $"it has more than {OpenLimit} fields open");
        }

        _open.Push(new Field());
        SetSilent(_open.Peek(), true);
    }

    /// <summary>Adds to the instruction of the field that is open.</summary>
    public void AddInstruction(string text)
    {
        if (_open.Count > 0 && _open.Peek() is { IsResult: false, Instruction.Length: < InstructionLimit } field)
        {
            field.Instruction += text.Substring(0, Math.Min(text.Length, InstructionLimit));
        }
    }

    /// <summary>The instruction ends; the result follows.</summary>
    /// <returns>Whether it is a table of contents or an index that is left out.</returns>
    public bool Separate()
    {
        if (_open.Count == 0)
        {
            return false;
        }

        Field field = _open.Peek();
        field.IsResult = true;
        bool isLeftOut = IsLeftOut(field.Instruction, out bool isNavigation);
        SetSilent(field, isLeftOut);
        return isLeftOut && isNavigation;
    }

    /// <summary>The field ends.</summary>
    public void End()
    {
        if (_open.Count > 0)
        {
            SetSilent(_open.Pop(), false);
        }
    }

    /// <summary>Whether the result of a field is not spoken.</summary>
    /// <param name="instruction">Its instruction: <c>TOC \o "1-3"</c>.</param>
    /// <param name="isNavigation">Whether it is a table of contents or an index.</param>
    public bool IsLeftOut(string instruction, out bool isNavigation)
    {
        string name = instruction.Trim().Split(' ')[0].ToUpperInvariant();
        isNavigation = name is "TOC" or "TOA" or "INDEX";
        return isNavigation ? !options.Speaks(DocumentElements.Navigation)
            : name == "NOTEREF" && !options.Speaks(DocumentElements.Note);
    }

    private void SetSilent(Field field, bool isSilent)
    {
        isSilent &= !isIgnored;
        _silent += isSilent == field.IsSilent ? 0 : isSilent ? 1 : -1;
        field.IsSilent = isSilent;
    }

    private sealed class Field
    {
        public string Instruction { get; set; } = "";

        public bool IsResult { get; set; }

        public bool IsSilent { get; set; }
    }
}
