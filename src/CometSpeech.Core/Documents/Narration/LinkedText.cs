namespace CometSpeech.Core.Documents.Narration;

/// <summary>A link that is all of a paragraph, or one of nothing but links.</summary>
internal readonly struct LinkedText(string text, string address)
{
    /// <summary>What it says.</summary>
    public string Text { get; } = text;

    /// <summary>Where it leads, as it is written.</summary>
    public string Address { get; } = address;
}
