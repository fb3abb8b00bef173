using CometSpeech.Core.Api;

namespace CometSpeech.Core.Keys;

/// <summary>
/// The environment variables of CometAPI's own tools: <c>COMETAPI_KEY</c>, <c>COMETAPI_BASE_URL</c>, and
/// <c>COMETAPI_API_KEY</c>, which some of its users' tools read; and <c>COMETAPI_SPEECH_MODEL</c>, which this module
/// alone reads. A blank variable counts as not set.
/// </summary>
public sealed class ServiceEnvironment
{
    /// <summary>The variable that holds the base address.</summary>
    public const string AddressVariable = "COMETAPI_BASE_URL";

    /// <summary>The variable that holds the model for commands that name none.</summary>
    public const string SpeechModelVariable = "COMETAPI_SPEECH_MODEL";

    private static readonly string[] s_keyVariables = ["COMETAPI_KEY", "COMETAPI_API_KEY"];

    private readonly Func<string, string?> _read;

    /// <summary>Reads variables by that function: a variable's name to its value, null when it is not set.</summary>
    public ServiceEnvironment(Func<string, string?> read) => _read = read;

    /// <summary>The variables of this process.</summary>
    public static ServiceEnvironment Process { get; } = new(System.Environment.GetEnvironmentVariable);

    /// <summary>The address that <c>COMETAPI_BASE_URL</c> names, or CometAPI's own.</summary>
    /// <exception cref="FormatException">The variable holds no address.</exception>
    public ServiceAddress GetAddress()
    {
        if (Read(AddressVariable) is not { } text)
        {
            return ServiceAddress.Default;
        }

        try
        {
            return ServiceAddress.Parse(text);
        }
        catch (FormatException)
        {
            // Without the value: a key may have got into the wrong variable.
            throw new FormatException(
                $"The environment variable {AddressVariable} holds no service address. "
                + $"Write it like {ServiceAddress.Default}, without user name, query or fragment.");
        }
    }

    /// <summary>The model that <c>COMETAPI_SPEECH_MODEL</c> names; null when it names none.</summary>
    public string? GetSpeechModel() => Read(SpeechModelVariable);

    /// <summary>
    /// The first key that is not blank, with the variable's name; null when there is none. It belongs to
    /// <see cref="GetAddress"/> alone.
    /// </summary>
    /// <exception cref="ApiKeyFormatException">The variable holds no key that can be sent.</exception>
    public ResolvedApiKey? GetKey()
    {
        foreach (string variable in s_keyVariables)
        {
            try
            {
                if (ApiKey.Parse(_read(variable)) is { } key)
                {
                    return new ResolvedApiKey(key, ApiKeySource.Environment, $"environment variable {variable}");
                }
            }
            catch (ApiKeyFormatException e)
            {
                throw new ApiKeyFormatException($"Environment variable {variable}: {e.Message}");
            }
        }

        return null;
    }

    // Without the white space and the byte-order mark that a file of settings leaves around a value.
    private string? Read(string variable) =>
        _read(variable)?.Trim().Trim('\uFEFF').Trim() is { Length: > 0 } text ? text : null;
}
