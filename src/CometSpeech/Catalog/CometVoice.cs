namespace CometSpeech;

/// <summary>
/// A voice of the service. Its property <see cref="Voice"/> feeds <c>ConvertTo-Speech -Voice</c> through the pipeline.
/// </summary>
public sealed class CometVoice
{
    internal CometVoice(string voice, string[] models, bool isDefault = false)
    {
        Voice = voice;
        Models = models;
        IsDefault = isDefault;
    }

    /// <summary>The voice's id, as <c>sage</c>.</summary>
    public string Voice { get; }

    /// <summary>The models that take it, as CometAPI's pages say; a server of one's own may differ.</summary>
    public string[] Models { get; }

    /// <summary>Whether <c>ConvertTo-Speech</c> takes it when none is named.</summary>
    public bool IsDefault { get; }

    /// <inheritdoc/>
    public override string ToString() => Voice;
}
