using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Tests.Audio.Support;

/// <summary>The recorded speech of tests/fixtures/audio: three parts in all formats.</summary>
internal static class AudioFixtures
{
    public const int SampleRate = 24_000;

    private static readonly string s_folder = FindFolder();

    /// <summary>The parts' lengths before encoding, in samples.</summary>
    public static IReadOnlyList<int> SampleCounts { get; } = [15_611, 21_683, 18_011];

    /// <summary>
    /// The bytes of part 1, 2 or 3; streamed: as a server sends it, without the sizes and counts known only at the end.
    /// </summary>
    public static byte[] Part(AudioFormat format, int number, bool streamed = false)
    {
        string middle = streamed && format != AudioFormat.Pcm ? ".streamed" : "";
        return File.ReadAllBytes(Path.Combine(s_folder, $"part{number}{middle}{AudioFormats.GetExtension(format)}"));
    }

    /// <summary>All three parts in order.</summary>
    public static byte[][] Parts(AudioFormat format, bool streamed = false) =>
        [Part(format, 1, streamed), Part(format, 2, streamed), Part(format, 3, streamed)];

    private static string FindFolder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "tests", "fixtures", "audio");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException("tests/fixtures/audio is not above the tests' folder.");
    }
}
