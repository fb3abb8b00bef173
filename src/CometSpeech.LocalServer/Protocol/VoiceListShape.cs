namespace CometSpeech.LocalServer.Protocol;

/// <summary>How a server lists its voices at <c>audio/voices</c>, which no standard says.</summary>
public enum VoiceListShape
{
    /// <summary><c>{"voices":[{"id","name"}]}</c>: Kokoro-FastAPI.</summary>
    Ids,

    /// <summary><c>{"voices":["a","b"]}</c>: Kokoros, and Kokoro-FastAPI before 0.4.</summary>
    Names,

    /// <summary><c>{"voices":[{"name","language","gender","id"}],"object":"list"}</c>: speaches.</summary>
    Described,

    /// <summary><c>{"object":"list","data":[{"id","name"}]}</c>, of the model in the query: mlx-audio.</summary>
    Data,

    /// <summary>No list, as CometAPI and OpenAI have none: 404.</summary>
    None,
}
