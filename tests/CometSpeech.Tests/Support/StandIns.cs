namespace CometSpeech.Tests.Support;

/// <summary>Functions in place of commands that the hosted engine does not have.</summary>
internal static class StandIns
{
    /// <summary>Lines of a text file, with the note properties that tell where they come from.</summary>
    public const string GetContent = """
        function Get-Content($Path, [switch] $Raw) {
            $full = "$PWD/$Path"
            $(if ($Raw) { [IO.File]::ReadAllText($full) } else { [IO.File]::ReadAllLines($full) }) | ForEach-Object {
                $line = [psobject] $_
                $line.PSObject.Properties.Add([psnoteproperty]::new('PSPath', $full))
                $line.PSObject.Properties.Add([psnoteproperty]::new('PSChildName', $Path))
                $line
            }
        }
        """;
}
