<#
.SYNOPSIS
Speaks a text file, and knows what to do about each kind of failure.

.DESCRIPTION
Waits and tries again when the service asks for it, takes another model when the first does not exist, and stops at once where
another attempt cannot help. Finished parts are kept between the attempts, so no part is paid for twice.

.EXAMPLE
./Convert-WithFallback.ps1 -Path notes.txt -OutFile notes.mp3 -Model tts-1-hd, tts-1
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Path,
    [Parameter(Mandatory)] [string] $OutFile,
    [string[]] $Model = @('tts-1-hd', 'tts-1'),
    [int] $Attempts = 3
)

foreach ($candidate in $Model) {
    for ($attempt = 1; $attempt -le $Attempts; $attempt++) {
        try {
            return ConvertTo-Speech -LiteralPath $Path -OutFile $OutFile -Model $candidate -PassThru -ErrorAction Stop
        }
        catch {
            $failure = $_
            $id = $failure.FullyQualifiedErrorId.Split(',')[0]
        }

        if ($id -eq 'ModelNotFound') {
            Write-Warning "There is no $candidate for this key."
            break
        }

        if ($id -notin 'RateLimitExceeded', 'ServiceUnavailable', 'RequestTimedOut', 'ConnectionFailed' -or $attempt -eq $Attempts) {
            # AuthenticationFailed, QuotaExceeded and the rest: the error itself says what to do.
            throw $failure
        }

        $wait = if ($failure.Exception.RetryAfter) { $failure.Exception.RetryAfter } else { [timespan]::FromSeconds(30) }
        Write-Warning "$id; the next attempt comes in $wait."
        Start-Sleep -Milliseconds $wait.TotalMilliseconds
    }
}

throw "No model of $($Model -join ', ') exists for this key."
