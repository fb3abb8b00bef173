using CometSpeech.Core.Api;

namespace CometSpeech.Core.Running;

/// <summary>
/// Asks for the speech of one request and writes it to a stream; as
/// <see cref="CometApiClient.CreateSpeechAsync"/>. Called for several requests at once.
/// </summary>
/// <param name="request">What is spoken, and how.</param>
/// <param name="output">Takes the answer; set to length 0 before each attempt.</param>
/// <param name="cancellationToken">Ends the request at once.</param>
public delegate Task<SpeechResponse> SendSpeech(
    SpeechRequest request, Stream output, CancellationToken cancellationToken);
