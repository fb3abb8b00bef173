using System.Xml.XPath;

namespace CometSpeech.Core.Documents.Books;

/// <summary>What of a book is encrypted (EPUB 3.3, 4.2.6.3.2; 4.3).</summary>
internal sealed class EpubEncryption
{
    private const string File = "META-INF/encryption.xml";

    // They only hide fonts, so that nobody takes them out of the book.
    private static readonly string[] s_fontObfuscations =
        ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];

    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);
    private readonly string _message;

    /// <summary>Reads what is encrypted.</summary>
    /// <exception cref="DocumentException">What the book says about it is damaged.</exception>
    public EpubEncryption(ContainerArchive archive, EpubWarnings warnings, CancellationToken cancellationToken)
    {
        _message = archive switch
        {
            _ when archive.Contains("META-INF/license.lcpl") || archive.Contains("license.lcpl") =>
                "it is encrypted by Readium LCP",
            _ when archive.Contains("META-INF/sinf.xml") => "it is encrypted by Apple's FairPlay",
            _ when archive.Contains("META-INF/rights.xml") => "it is encrypted by Adobe's Content Server",
            _ => "it is encrypted",
        };
        if (EpubXml.Load(archive, File, warnings, cancellationToken) is not { } encryption)
        {
            return;
        }

        // In the order of the document, so that it takes no more time when they stand inside each other.
        string? algorithm = null;
        foreach (XPathNavigator element in EpubXml.Descendants(encryption))
        {
            if (EpubXml.IsNamed(element, "EncryptedData"))
            {
                algorithm = null;
            }
            else if (EpubXml.IsNamed(element, "EncryptionMethod"))
            {
                algorithm ??= EpubXml.Attribute(element, "Algorithm");
            }
            else if (EpubXml.IsNamed(element, "CipherReference")
                && !s_fontObfuscations.Contains(algorithm)
                && EpubLink.Resolve(archive, "", EpubXml.Attribute(element, "URI")) is { } link)
            {
                _paths.Add(link.Path);
            }
        }
    }

    /// <summary>Whether an entry is encrypted.</summary>
    public bool Covers(string path) => _paths.Contains(path);

    /// <summary>Refuses an entry that is encrypted.</summary>
    /// <exception cref="DocumentException">It is.</exception>
    public void Check(string path)
    {
        if (Covers(path))
        {
            throw new DocumentException(DocumentFailure.Encrypted, path, _message);
        }
    }
}
