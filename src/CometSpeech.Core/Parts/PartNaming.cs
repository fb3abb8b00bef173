using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CometSpeech.Core.Api;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Planning;
using CometSpeech.Core.Text;

namespace CometSpeech.Core.Parts;

/// <summary>
/// Names the answer to a request for everything that decides its sound: two requests share a name only when one
/// answer serves both. A changed name loses what everybody paid for; a test holds names of the past.
/// </summary>
internal sealed class PartNaming(ServiceAddress address) : IDisposable
{
    // Names in another order, or of other fields, would begin with another number.
    private const string Version = "1";

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _buffer = new byte[256];
    private (Segment? Segment, AudioFormat Format, string Text) _manner;

    /// <summary>The name of the answer that speaks a range of a segment's text: 20 characters (100 bits).</summary>
    public string NameOf(Segment segment, TextRange range, AudioFormat format)
    {
        if (!ReferenceEquals(_manner.Segment, segment) || _manner.Format != format)
        {
            _manner = (segment, format, DescribeManner(segment, format));
        }

        Append(_manner.Text, 0, _manner.Text.Length);
        string length = range.Length.ToString(CultureInfo.InvariantCulture) + ":";
        Append(length, 0, length.Length);
        Append(segment.Text, range.Start, range.Length);
        return PartDigest.ToText(_hash.GetHashAndReset(), PartFileName.NameLength);
    }

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    // Lengths stand before the texts, so no two lists of fields read the same.
    private string DescribeManner(Segment segment, AudioFormat format)
    {
        string[] fields =
        [
            address.BaseUri.AbsoluteUri,
            segment.Model,
            segment.Voice,
            AudioFormats.GetName(format),
            segment.Speed?.ToString("R", CultureInfo.InvariantCulture) ?? "",
            segment.Instructions is null ? "" : "+" + segment.Instructions,
        ];
        var text = new StringBuilder(Version);
        foreach (string field in fields)
        {
            text.Append('|').Append(field.Length).Append(':').Append(field);
        }

        return text.Append('|').ToString();
    }

    private void Append(string text, int start, int length)
    {
        int needed = Encoding.Unicode.GetMaxByteCount(length);
        if (_buffer.Length < needed)
        {
            _buffer = new byte[needed];
        }

        _hash.AppendData(_buffer, 0, Encoding.Unicode.GetBytes(text, start, length, _buffer, 0));
    }
}
