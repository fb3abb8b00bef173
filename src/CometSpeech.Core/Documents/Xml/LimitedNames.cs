using System.Xml;

namespace CometSpeech.Core.Documents.Xml;

/// <summary>The names of an XML document's elements and attributes, which a parser keeps as long as it lives.</summary>
/// <param name="place">What the document is called in messages; null for the whole.</param>
internal sealed class LimitedNames(string? place) : NameTable
{
    private int _count;

    /// <inheritdoc/>
    /// <exception cref="DocumentException">It is one more than <see cref="DocumentLimits.XmlNames"/>.</exception>
    public override string Add(char[] key, int start, int len) =>
        Get(key, start, len) ?? Count(base.Add(key, start, len));

    /// <inheritdoc/>
    /// <exception cref="DocumentException">It is one more than <see cref="DocumentLimits.XmlNames"/>.</exception>
    public override string Add(string key) => Get(key) ?? Count(base.Add(key));

    private string Count(string name) => ++_count <= DocumentLimits.XmlNames
        ? name
        : throw new DocumentException(
            DocumentFailure.TooLarge,
            place,
            $"its elements and attributes have more than {DocumentLimits.XmlNames} names");
}
