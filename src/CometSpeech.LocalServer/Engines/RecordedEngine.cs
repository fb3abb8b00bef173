using CometSpeech.LocalServer.Protocol;

namespace CometSpeech.LocalServer.Engines;

/// <summary>Speaks <see cref="Recordings.SampleText"/> from a recording, and nothing else.</summary>
public sealed class RecordedEngine : ISpeechEngine
{
    /// <summary>The voice of the recording; every other voice gets it too, with a note.</summary>
    public const string RecordedVoice = "sage";

    private readonly string _sampleText = Normalize(Recordings.SampleText);

    /// <inheritdoc/>
    public Task<SpeechAudio> SpeakAsync(SpeechRequest request, CancellationToken cancellationToken)
    {
        if (Normalize(request.Input) != _sampleText)
        {
            throw new ApiErrorException(new ApiError(
                StatusCodes.Status400BadRequest,
                "This server has only its sample text on record. Install ffmpeg with the flite filter "
                    + "(Debian: apt-get install ffmpeg) to have other texts spoken.",
                "engine_missing",
                "input"));
        }

        string? note = request.Voice == RecordedVoice && request.Speed == 1
            ? null
            : $"recorded with voice {RecordedVoice} at speed 1";
        return Task.FromResult(new SpeechAudio(Read(request.Format), note));
    }

    /// <summary>The name of the recording in one format; pcm is kept as the wav it lies in.</summary>
    internal static string FileName(string format) => $"sample.{(format == "pcm" ? "wav" : format)}";

    private static byte[] Read(string format)
    {
        byte[] content = Recordings.ReadAll(FileName(format));
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
