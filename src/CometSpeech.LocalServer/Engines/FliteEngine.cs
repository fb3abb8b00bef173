using System.Globalization;
using System.Text;
using CometSpeech.LocalServer.Protocol;

namespace CometSpeech.LocalServer.Engines;

/// <summary>Speaks with the flite voices of ffmpeg, which encodes as well.</summary>
public sealed class FliteEngine : ISpeechEngine
{
    // The least that one atempo filter of ffmpeg takes (0.5 to 100); slower takes several.
    private const double SlowestTempo = 0.5;

    private const string TextFileName = "text.txt";

    /// <inheritdoc/>
    public async Task<SpeechAudio> SpeakAsync(SpeechRequest request, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("cometspeech-").FullName;
        try
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder, TextFileName),
                Speakable(request.Input),
                new UTF8Encoding(false),
                cancellationToken);
            string encoding = request.Format == "wav" ? "pcm" : request.Format;
            byte[] audio = await Ffmpeg.RunAsync(
                [
                    "-f", "lavfi", "-i", Graph(FliteVoice.For(request.Voice), request.Speed),
                    .. Ffmpeg.OutputArguments(encoding),
                ],
                folder,
                default,
                cancellationToken);
            return new SpeechAudio(request.Format == "wav" ? StreamedWav.FromPcm(audio) : audio);
        }
        catch (InvalidOperationException exception)
        {
            throw new ApiErrorException(
                new ApiError(StatusCodes.Status500InternalServerError, exception.Message, "engine_failed"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Pitch: play the samples faster or slower, at 24 kHz again; then bring the pace back and apply the speed.
    private static string Graph(FliteVoice voice, double speed)
    {
        string rate = (StreamedWav.SampleRate * voice.Pitch).ToString("F0", CultureInfo.InvariantCulture);
        string tempo = Tempo(speed * voice.Pace / voice.Pitch);
        return $"flite=textfile={TextFileName}:voice={voice.Name},aresample={StreamedWav.SampleRate},"
            + $"asetrate={rate},aresample={StreamedWav.SampleRate},{tempo}";
    }

    private static string Tempo(double factor)
    {
        StringBuilder filters = new();
        for (; factor < SlowestTempo; factor /= SlowestTempo)
        {
            filters.Append(CultureInfo.InvariantCulture, $"atempo={SlowestTempo},");
        }

        return filters.Append(CultureInfo.InvariantCulture, $"atempo={factor:F4}").ToString();
    }

    // flite knows English letters: accents are dropped, and a text that has none it can read is called by its length,
    // so that there is audio for every text.
    private static string Speakable(string text)
    {
        StringBuilder ascii = new(text.Length);
        foreach (char character in text.Normalize(NormalizationForm.FormKD))
        {
            if (char.IsAscii(character) && !char.IsControl(character))
            {
                ascii.Append(character);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark)
            {
                ascii.Append(character == '\n' ? '\n' : ' ');
            }
        }

        return ascii.ToString().Any(char.IsLetterOrDigit)
            ? ascii.ToString()
            : $"A text of {text.Length.ToString(CultureInfo.InvariantCulture)} characters.";
    }
}
