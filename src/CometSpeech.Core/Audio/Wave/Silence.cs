namespace CometSpeech.Core.Audio.Wave;

/// <summary>Tells plain samples that are silence.</summary>
internal static class Silence
{
    /// <summary>Whether all bytes are the one that silence is made of. Sound ends the search at once.</summary>
    public static bool Is(ReadOnlySpan<byte> samples, byte silence)
    {
        foreach (byte value in samples)
        {
            if (value != silence)
            {
                return false;
            }
        }

        return true;
    }
}
