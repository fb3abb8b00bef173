namespace CometSpeech.Core.Api.Catalog;

/// <summary>Reads an entry of a server's list of voices: a name alone, or an object.</summary>
internal static class VoiceEntryReader
{
    /// <summary>The voice; null where it has neither an id nor a name.</summary>
    public static VoiceEntry? Read(ListItem item) => item.FindId("id", "voice_id", "name") is { } id
        ? new VoiceEntry(
            id,
            item.FindText("name") ?? id,
            item.FindText("language", "lang", "locale") ?? Listed(item, "language") ?? Listed(item, "languages"),
            item.FindText("gender"))
        : null;

    // A voice may have several languages.
    private static string? Listed(ListItem item, string name) =>
        item.FindTexts(name) is { Length: > 0 } texts ? item.Clean(string.Join(", ", texts)) : null;
}
