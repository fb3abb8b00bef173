namespace CometSpeech.Core.Documents;

/// <summary>A book's cover picture.</summary>
/// <param name="Content">The bytes of the picture's file.</param>
/// <param name="MediaType">The picture's media type: image/jpeg, image/png and their like.</param>
public sealed record DocumentCover(byte[] Content, string MediaType);
