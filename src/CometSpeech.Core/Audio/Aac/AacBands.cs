namespace CometSpeech.Core.Audio.Aac;

/// <summary>The scale factor bands of a channel, as its ics_info tells them (ISO/IEC 14496-3, 4.4.2.1).</summary>
/// <param name="Count">max_sfb: how many each group has.</param>
/// <param name="Groups">The groups of windows.</param>
/// <param name="IsShort">Whether the windows are short ones.</param>
internal readonly record struct AacBands(int Count, int Groups, bool IsShort);
