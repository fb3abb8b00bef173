using System.Globalization;

namespace CometSpeech.Tests.Support.Soak;

/// <summary>
/// What makes all audio files of a folder that <see cref="SpokenBook.Write"/> has filled, in <c>speech</c> there. It
/// needs no cmdlet but this module's.
/// </summary>
internal static class SoakScript
{
    /// <summary>
    /// Repeats the commands until all files are there, passing over those that are, as who has them run by a job does.
    /// A line <c>error &lt;id&gt;</c> is printed for each file that was not made.
    /// </summary>
    /// <param name="cachePath">The cache.</param>
    /// <param name="throttleLimit">Requests at once.</param>
    /// <param name="timeoutSec">How long the service may send nothing.</param>
    /// <param name="each">Runs for each finished file.</param>
    public static string MakeAll(
        string cachePath, int throttleLimit, int timeoutSec, string each = "") => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        $options = @{
            Subtitle = 'Vtt', 'Srt'; CachePath = '{{cachePath}}'; PassThru = $true
            ParagraphPauseMilliseconds = {{BookJudge.ParagraphPause * 1000}}
            PauseMilliseconds = {{BookJudge.SpeakerPause * 1000}}
            ChapterPauseMilliseconds = {{BookJudge.ChapterPause * 1000}}
            ThrottleLimit = {{throttleLimit}}; MaximumRetryCount = 12; TimeoutSec = {{timeoutSec}}
            ErrorAction = 'SilentlyContinue'; ErrorVariable = '+failed'
        }
        for ($pass = 1; $pass -le 100; $pass++) {
            $failed = @()
            [string[]] $books = [IO.Directory]::GetFiles('books')
            [Array]::Sort($books)
            $books = $books | ForEach-Object {
                if (-not [IO.File]::Exists("speech/$([IO.Path]::GetFileNameWithoutExtension($_))")) { $_ }
            }
            $rows = [IO.File]::ReadAllLines('plays.tsv') | ForEach-Object {
                $cells = $_.Split([char] 9)
                if (-not [IO.File]::Exists("speech/$($cells[0])")) {
                    [pscustomobject] @{
                        OutFile = "speech/$($cells[0])"; Chapter = $cells[1]; Voice = $cells[2]
                        Text = "`n$($cells[3])`n"
                    }
                }
            }
            if (-not $books -and -not $rows) {
                break
            }

            . {
                if ($books) {
                    [IO.FileInfo[]] $books | ConvertTo-Speech -OutFile { "speech/$($_.BaseName)" } @options
                }
                if ($rows) {
                    $rows | ConvertTo-Speech @options
                }
            } | ForEach-Object { {{each}} }
            $failed | ForEach-Object { "error $($_.FullyQualifiedErrorId)" }
        }
        if ($pass -gt 100) {
            exit 1
        }
        """);
}
