namespace CometSpeech.Tests.Support;

/// <summary>Pictures of eight by eight pixels, as ffmpeg makes them.</summary>
internal static class TestPicture
{
    /// <summary>A red one.</summary>
    public static byte[] Jpeg { get; } = Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAgAAAQABAAD//gAQTGF2YzU5LjM3LjEwMAD/2wBDAAg+Pkk+SVVVVVVVVWRdZGhoaGRkZGRo"
        + "aGhwcHCDg4NwcHBoaHBwfHyDg4+Tj4eHg4eTk5ubm7q6srLZ2eD/////xABMAAEBAAAAAAAAAAAAAAAAAAAABgEB"
        + "AQAAAAAAAAAAAAAAAAAABgcQAQAAAAAAAAAAAAAAAAAAAAARAQAAAAAAAAAAAAAAAAAAAAD/wAARCAAIAAgDASIA"
        + "AhEAAxEA/9oADAMBAAIRAxEAPwCLAFF/f//Z");

    /// <summary>A blue one.</summary>
    public static byte[] Png { get; } = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAACXBIWXMAAAABAAAAAQBPJcTWAAAAEElEQVR4nGNg"
        + "YPiHAw0pCQCQsD+BbU3KfAAAAABJRU5ErkJggg==");
}
