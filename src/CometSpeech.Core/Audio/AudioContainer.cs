namespace CometSpeech.Core.Audio;

/// <summary>Containers of joined files: what a file is around its audio.</summary>
public enum AudioContainer
{
    /// <summary>MPEG frames one after the other, an ID3v2.3 tag before them where there is anything to tell.</summary>
    Mp3,

    /// <summary>Opus in Ogg (RFC 7845).</summary>
    Ogg,

    /// <summary>AAC frames one after the other (ADTS, ISO/IEC 14496-3, 1.A.2.2); it takes no tag.</summary>
    Adts,

    /// <summary>Native FLAC (RFC 9639).</summary>
    Flac,

    /// <summary>RIFF WAVE around plain samples.</summary>
    Wav,

    /// <summary>Plain samples and nothing else; it takes no tag.</summary>
    Pcm,

    /// <summary>AAC in MP4 (ISO/IEC 14496-12 and -14).</summary>
    M4a,

    /// <summary>The same, marked as an audiobook.</summary>
    M4b,
}
