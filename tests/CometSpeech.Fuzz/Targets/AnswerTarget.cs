using CometSpeech.Core.Api;
using CometSpeech.Core.Api.Failures;
using CometSpeech.Core.Api.Pacing;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Keys;
using CometSpeech.Fuzz.Mutation;
using CometSpeech.Fuzz.Seeds;

namespace CometSpeech.Fuzz.Targets;

/// <summary>
/// Answers to a request for speech, status line and headers included: audio, or a <see cref="ServiceException"/> that
/// is fit for a terminal and holds no key.
/// </summary>
internal sealed class AnswerTarget() : FuzzTarget("answers", AnswerSeeds.Shape)
{
    private static readonly CometApiClientOptions s_options = new();

    private static readonly ServiceConnection s_connection = new(
        ServiceAddress.Parse("https://fuzz.invalid/v1"), ApiKey.Parse(HttpAnswers.Secret), s_options, null);

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds => AnswerSeeds.Speech;

    // A header may be parsed many times over.
    /// <inheritdoc/>
    protected override int AllocatedFactor => 1000;

    /// <inheritdoc/>
    public override bool Read(byte[] input)
    {
        Random random = RandomFor(input);
        using InactivityTimeout timeout = new(TimeSpan.FromMinutes(10), CancellationToken.None);
        try
        {
            using HttpResponseMessage response = HttpAnswers.Read(input);
            AudioFormat format = AudioFormats.All[random.Next(AudioFormats.All.Count)];
            Read(response, format, timeout);
            return true;
        }
        catch (ServiceException e)
        {
            Check(e);
            return false;
        }
        catch (Exception e) when (Disconnection.Is(e))
        {
            // As ServiceConnection does with it.
            Check(Disconnection.Describe(e, HttpAnswers.Address, null, HttpAnswers.Secret));
            return false;
        }
    }

    private static void Read(HttpResponseMessage response, AudioFormat format, InactivityTimeout timeout)
    {
        string? id = s_connection.RequestIdOf(response);
        Require(id is null || IsFit(id), "the request's id is not fit for a terminal");
        if (!response.IsSuccessStatusCode)
        {
            ServiceError error = s_connection.ReadErrorAsync(response, timeout).GetAwaiter().GetResult();
            throw FailureClassifier.Classify(
                response, error, HttpAnswers.Address, HttpAnswers.Secret, DateTimeOffset.UtcNow);
        }

        SpeechResponseReader.RefuseUnasked(response);
        var request = new SpeechRequest("A word.", "alloy", "tts-1", format) { ReadsLevels = true };
        AudioProperties audio = SpeechResponseReader
            .ReadAsync(response, request, new MemoryStream(), timeout, HttpAnswers.Secret).GetAwaiter().GetResult();
        var history = new AnswerHistory(_ => { });
        history.NoteSound();
        new SpeechCheck(request, maximumRetryCount: 1, history).Require(audio);
        Require(audio.SampleCount > 0, "speech without samples");
    }

    private static void Check(ServiceException e)
    {
        Require(e.Message.Length > 0 && IsFit(e.Message), $"a message is not fit for a terminal: {e.Message}");
        Require(e.ErrorCode is null || IsFit(e.ErrorCode), "a code is not fit for a terminal");
        Require(e.RequestId is null || IsFit(e.RequestId), "an id is not fit for a terminal");
        Require(e.RetryAfter is null || e.RetryAfter > TimeSpan.Zero, "a wait that is none");
        Require(e.TextLimit is null or > 0 and <= SpeechRequest.MaxInputLength, "a limit that is none");
        Require(!(e.IsTransient && e.RetryAfter > FailureClassifier.LongestWait), "a wait that is too long is waited");
        Require(e.InnerException?.ToString().Contains(HttpAnswers.Secret) != true, "the cause holds the key");
    }

    /// <summary>Whether a text is fit for a terminal: without control characters and the key.</summary>
    internal static bool IsFit(string text) =>
        !text.Contains(HttpAnswers.Secret, StringComparison.Ordinal) && !text.Any(char.IsControl);
}
