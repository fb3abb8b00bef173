namespace CometSpeech.Completion;

/// <summary>Completes the encodings that PowerShell's own cmdlets name.</summary>
public sealed class EncodingCompleter : ListCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Values =>
        (string[])
        [
            "utf8", "utf8BOM", "utf8NoBOM", "unicode", "bigendianunicode", "utf32", "bigendianutf32",
            "ascii", "ansi", "oem", "latin1",
        ];
}
