namespace CometSpeech.LocalServer.Faults.Connections;

/// <summary>How a client learns where a body ends (RFC 9112, 6.3).</summary>
public enum BodyFraming
{
    /// <summary>Chunks, and a last one of size 0.</summary>
    Chunked,

    /// <summary>Content-Length.</summary>
    ContentLength,

    /// <summary>The end of the connection: a body that was cut looks whole.</summary>
    CloseDelimited,
}
