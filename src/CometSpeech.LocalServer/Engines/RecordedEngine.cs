using CometSpeech.LocalServer.Protocol;

namespace CometSpeech.LocalServer.Engines;

/// <summary>Speaks <see cref="Recordings.SampleTexts"/> from recordings, and nothing else.</summary>
public sealed class RecordedEngine : ISpeechEngine
{
    /// <summary>The voice of the recording; every other voice gets it too, with a note.</summary>
    public const string RecordedVoice = "sage";

    private readonly string[] _sampleTexts = [.. Recordings.SampleTexts.Select(Normalize)];

    /// <inheritdoc/>
    public Task<SpeechAudio> SpeakAsync(SpeechRequest request, CancellationToken cancellationToken)
    {
        int index = Array.IndexOf(_sampleTexts, Normalize(request.Input));
        if (index < 0)
        {
            throw new ApiErrorException(new ApiError(
                StatusCodes.Status400BadRequest,
                "This server has only its sample page on record. Install ffmpeg with the flite filter "
                    + "(Debian: apt-get install ffmpeg) to have other texts spoken, or start the local server with "
                    + "--engine tone, which answers them with tones.",
                "engine_missing",
                "input"));
        }

        string? note = request.Voice == RecordedVoice && request.Speed == 1
            ? null
            : $"recorded with voice {RecordedVoice} at speed 1";
        return Task.FromResult(new SpeechAudio(Read(index, request.Format), note));
    }

    /// <summary>The name of a sample text's recording in one format; pcm is kept as the wav it lies in.</summary>
    internal static string FileName(int index, string format) =>
        $"sample-{index + 1}.{(format == "pcm" ? "wav" : format)}";

    private static byte[] Read(int index, string format)
    {
        byte[] content = Recordings.ReadAll(FileName(index, format));
        return format switch
        {
            "pcm" => content[StreamedWav.HeaderLength..],
            "wav" => StreamedWav.FromPcm(content.AsSpan(StreamedWav.HeaderLength)),
            _ => content,
        };
    }

    // The text may come in lines or as one: only the words count.
    private static string Normalize(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
