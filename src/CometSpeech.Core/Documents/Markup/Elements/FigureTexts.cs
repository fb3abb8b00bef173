using System.Xml.XPath;

namespace CometSpeech.Core.Documents.Markup.Elements;

/// <summary>The texts for the pictures of a figure, so that its caption does not say one of them again.</summary>
internal sealed class FigureTexts
{
    // A caption that is longer says more than the text for a picture.
    private const int Longest = 1000;

    private readonly HashSet<string> _texts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Remembers the text for a picture.</summary>
    public void Add(string text)
    {
        if (text.Length <= Longest)
        {
            _texts.Add(Normalize(text));
        }
    }

    /// <summary>Whether a caption says what was said for a picture.</summary>
    public bool Repeats(XPathNavigator caption) =>
        _texts.Count > 0 && MarkupText.Short(caption, Longest) is { } text && _texts.Contains(Normalize(text));

    private static string Normalize(string text) => MarkupText.Collapse(text).TrimEnd('.');
}
