using CometSpeech.LocalServer.Protocol;

namespace CometSpeech.LocalServer.Engines;

/// <summary>
/// Answers every text with its <see cref="Tone"/>, as long as the text would take to speak, for measures of playback
/// and streaming. Its samples are computed: it has wav and pcm, which need no encoder.
/// </summary>
/// <param name="timePerCharacter">How long a character lasts.</param>
public sealed class LongToneEngine(TimeSpan timePerCharacter) : ISpeechEngine
{
    /// <inheritdoc/>
    public Task<SpeechAudio> SpeakAsync(SpeechRequest request, CancellationToken cancellationToken)
    {
        if (request.Format is not ("pcm" or "wav"))
        {
            throw new ApiErrorException(new ApiError(
                StatusCodes.Status400BadRequest,
                "Tones as long as their text are made in wav and pcm only.",
                Param: "response_format"));
        }

        double seconds = request.Input.Length * timePerCharacter.TotalSeconds / request.Speed;
        byte[] pcm = Tone.Pcm(Tone.NumberFor(request.Input), (int)(seconds * StreamedWav.SampleRate));
        return Task.FromResult(new SpeechAudio(request.Format == "pcm" ? pcm : StreamedWav.FromPcm(pcm)));
    }
}
