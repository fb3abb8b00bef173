namespace CometSpeech.Core.Api.Failures;

/// <summary>Which other requests would fail as one did; what cannot succeed is not sent.</summary>
public enum FailureReach
{
    /// <summary>This request alone, as far as anyone can tell.</summary>
    Request,

    /// <summary>All with the same model, voice and format: the service lacks the voice or the format.</summary>
    Manner,

    /// <summary>All with the same model: the account is empty, or the model is not there.</summary>
    Model,

    /// <summary>All to this address with this key: the key is wrong, or nobody answers.</summary>
    Service,
}
