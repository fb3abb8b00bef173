namespace CometSpeech.Core.Audio.Levels;

/// <summary>
/// When a part's speech is heard, and within which times nothing of it may be left out, in seconds from where the
/// part's sound begins.
/// </summary>
/// <param name="SoundStart">Where the first sound begins, however soft: nothing behind that is left out.</param>
/// <param name="SoundEnd">Where the last sound ends, however soft.</param>
/// <param name="HeardStart">Where the first sound begins that is heard as speech: the pause before it ends.</param>
/// <param name="HeardEnd">Where the last sound ends that is heard as speech: the pause behind it begins.</param>
public readonly record struct SpeechTimes(double SoundStart, double SoundEnd, double HeardStart, double HeardEnd);
