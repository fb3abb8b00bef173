namespace CometSpeech.Core.Audio;

/// <summary>The six values of the endpoint's <c>response_format</c>.</summary>
public enum AudioFormat
{
    /// <summary>MPEG audio layer III (ISO/IEC 11172-3, 13818-3).</summary>
    Mp3,

    /// <summary>Opus in Ogg (RFC 7845).</summary>
    Opus,

    /// <summary>AAC in ADTS frames (ISO/IEC 13818-7, 14496-3).</summary>
    Aac,

    /// <summary>FLAC (RFC 9639).</summary>
    Flac,

    /// <summary>RIFF WAVE; RF64 (EBU Tech 3306) above 4 GiB.</summary>
    Wav,

    /// <summary>Raw samples: 16-bit signed little-endian, no header; 24 kHz, mono, unless told otherwise.</summary>
    Pcm,
}
