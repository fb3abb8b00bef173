<#
.SYNOPSIS
Tells what files would cost, before anything is sent.

.DESCRIPTION
Characters are those that would be spoken: of a document without its markup. The price is the one that the service tells, and
PriceUnit what it is for, in the service's words; where it tells none, the characters are all that is known. Cost is right for a
price of a million characters; for another unit give -Per. A price for tokens is none for characters: then the service's page
tells what a text takes.

.EXAMPLE
./Measure-SpeechCost.ps1 -Path *.txt, *.md -Model tts-1

.EXAMPLE
./Measure-SpeechCost.ps1 -Path book.epub -Model tts-1 | Measure-Object Characters, Cost -Sum
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string[]] $Path,
    [Parameter(Mandatory)] [string] $Model,
    [uri] $BaseUri,
    [decimal] $Per = 1000000
)

$address = if ($BaseUri) { @{ BaseUri = $BaseUri } } else { @{} }
$listed = Get-CometModel -Name $Model @address | Select-Object -First 1

foreach ($file in Get-Item -Path $Path) {
    $texts = @($file | ConvertTo-SpokenText)
    if (-not $texts) {
        # Its error is enough: it is not to be had for nothing.
        continue
    }

    $characters = [long] ($texts | Measure-Object Characters -Sum).Sum
    [pscustomobject]@{
        Name       = $file.Name
        Characters = $characters
        Price      = $listed.Price
        PriceUnit  = $listed.PriceUnit
        Cost       = if ($null -ne $listed.Price) { [math]::Round($characters / $Per * $listed.Price, 6) }
    }
}
