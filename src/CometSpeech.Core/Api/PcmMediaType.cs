using System.Globalization;
using System.Net.Http.Headers;
using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Api;

/// <summary>
/// Reads from a <c>Content-Type</c> how raw samples lie, as in <c>audio/pcm;rate=16000;channels=2</c>.
/// </summary>
internal static class PcmMediaType
{
    // A value outside of what a recording can have is a mistake, and then the endpoint's own format is likelier.
    private const int LowestRate = 1_000;

    /// <summary>
    /// The rate and channels it tells (RFC 2586; servers write the same parameters behind <c>audio/pcm</c>), and the
    /// endpoint's where it tells none.
    /// </summary>
    public static PcmFormat Read(MediaTypeHeaderValue? contentType) => new(
        Number(contentType, "rate", LowestRate, PcmFormat.HighestRate) ?? PcmFormat.Default.SampleRate,
        Number(contentType, "channels", 1, PcmFormat.MostChannels) ?? PcmFormat.Default.Channels,
        string.Equals(contentType?.MediaType, "audio/L16", StringComparison.OrdinalIgnoreCase));

    private static int? Number(MediaTypeHeaderValue? contentType, string name, int least, int most)
    {
        string? text = contentType?.Parameters
            .FirstOrDefault(parameter => string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase))
            ?.Value;
        return int.TryParse(text?.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number >= least && number <= most
                ? number
                : null;
    }
}
