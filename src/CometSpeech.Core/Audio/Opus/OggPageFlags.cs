namespace CometSpeech.Core.Audio.Opus;

/// <summary>The header type flags of an Ogg page.</summary>
[Flags]
internal enum OggPageFlags : byte
{
    None = 0,
    Continued = 1,
    First = 2,
    Last = 4,
}
