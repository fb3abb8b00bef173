namespace CometSpeech;

/// <summary>
/// A voice of the service, or of a server that lists its own. Its property <see cref="Voice"/> feeds
/// <c>ConvertTo-Speech -Voice</c> through the pipeline, whether or not it is one of the ten.
/// </summary>
public sealed class CometVoice
{
    internal CometVoice(string voice, string[] models, bool isDefault = false, string? name = null)
    {
        Voice = voice;
        Name = name ?? voice;
        Models = models;
        IsDefault = isDefault;
    }

    /// <summary>The voice's id, as <c>sage</c>.</summary>
    public string Voice { get; }

    /// <summary>What the server calls it before people; its id where it has no other name.</summary>
    public string Name { get; }

    /// <summary>Its language, in the server's words; null where none is told.</summary>
    public string? Language { get; internal init; }

    /// <summary>Its gender, in the server's words; null where none is told.</summary>
    public string? Gender { get; internal init; }

    /// <summary>
    /// The models that take it: as CometAPI's pages say, or the one whose voices a server was asked for; empty where
    /// none was named.
    /// </summary>
    public string[] Models { get; }

    /// <summary>Whether <c>ConvertTo-Speech</c> takes it when none is named.</summary>
    public bool IsDefault { get; }

    /// <inheritdoc/>
    public override string ToString() => Voice;
}
