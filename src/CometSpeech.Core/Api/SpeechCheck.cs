using System.Globalization;
using CometSpeech.Core.Api.Failures;
using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Api;

/// <summary>
/// Decides whether the audio of an answer is all of a text's speech, as far as can be told without decoding it. One for
/// all attempts of a request.
/// </summary>
/// <param name="request">What was asked for.</param>
/// <param name="maximumRetryCount">Attempts after the first.</param>
/// <param name="history">What the service has answered before.</param>
internal sealed class SpeechCheck(SpeechRequest request, int maximumRetryCount, AnswerHistory history)
{
    // espeak-ng reads 17 characters a second. 300 words a minute, which are hard to follow, make 25 letters a second,
    // and speed 4 makes 100 of them: four times that is no speech.
    private const double MostLettersPerSecond = 400;

    // Of a long text, markup may be all that is not spoken, and servers for trials answer every text with a short tone:
    // nothing longer than two frames of mp3 at 24 kHz, the lead-in of an encoder, is held against it.
    private const double LongestImpossible = 0.05;

    private int _attempts;
    private bool _hasDoubted;

    /// <summary>An attempt is made.</summary>
    public void Begin() => _attempts++;

    /// <summary>Takes an answer, or says what is wrong with it.</summary>
    /// <exception cref="ServiceException">It is not whole, or no speech; another attempt may bring it.</exception>
    public void Require(AudioProperties audio)
    {
        if (audio.IsIncomplete)
        {
            throw Incomplete(audio);
        }

        int letters = CountLetters(request.Input);
        // A server that sends silence and nothing else is one for trials, and its silence is what its user wants.
        if (audio.IsSilent && letters > 0 && history.HasSound)
        {
            throw WithoutSpeech("The answer is nothing but silence.");
        }

        double seconds = audio.Duration.TotalSeconds;
        if (seconds < Math.Min(letters / MostLettersPerSecond, LongestImpossible))
        {
            throw WithoutSpeech(string.Format(
                CultureInfo.InvariantCulture,
                "The answer lasts {0:0} ms, far too short for {1} characters of text.",
                seconds * 1000,
                request.Input.Length));
        }

        // A server that miscounts does so again: its second answer is taken, and each that follows, for every text
        // would be paid twice. So is that of a last attempt, which may be whole. A warning tells of it.
        if (audio.IsDoubtful && _attempts <= maximumRetryCount && !history.Miscounts)
        {
            if (!_hasDoubted)
            {
                _hasDoubted = true;
                throw Incomplete(audio);
            }

            history.NoteMiscount();
        }

        if (!audio.IsSilent)
        {
            history.NoteSound();
        }
    }

    /// <summary>The failure for audio that says nothing; worth one retry, for the text may be why.</summary>
    public static ServiceException WithoutSpeech(string message) =>
        new(ServiceFailure.AnswerWithoutSpeech, message) { IsTransient = true, RetryLimit = 1 };

    /// <summary>The failure for audio behind which the service tells of an error.</summary>
    public static ServiceException BrokenOff(ServiceError error) => new(
        ServiceFailure.AnswerIncomplete,
        $"The service broke the audio off. It says: {SafeText.Shorten(error.Message)}")
    {
        ErrorCode = error.Code,
        RequestId = error.RequestId,
        IsTransient = true,
    };

    private static ServiceException Incomplete(AudioProperties audio) =>
        new(ServiceFailure.AnswerIncomplete, $"The {string.Join(" The ", audio.Warnings)}") { IsTransient = true };

    private static int CountLetters(string text)
    {
        int count = 0;
        for (int i = 0; i < text.Length; i++)
        {
            // By index: letters of some scripts are surrogate pairs.
            count += char.IsLetterOrDigit(text, i) ? 1 : 0;
        }

        return count;
    }
}
