namespace CometSpeech.Core.Audio.Tags;

/// <summary>A cover picture: JPEG or PNG, as every reader of tags can show them.</summary>
/// <param name="Content">The bytes of the picture's file.</param>
/// <param name="MediaType"><c>image/jpeg</c> or <c>image/png</c>.</param>
public sealed record CoverImage(byte[] Content, string MediaType);
