<#
.SYNOPSIS
Speaks text files and keeps a table of what they cost.

.DESCRIPTION
The price for a million characters is yours to give: no answer to a text has it. Get-CometModel shows what the service tells of it,
and Measure-SpeechCost.ps1 counts before. The cost is that of all characters of a file; parts that were there from an earlier run
are counted again, so the table is an upper bound then.

.EXAMPLE
./Export-SpeechCost.ps1 -Path *.txt -Destination audio -PricePerMillion 12 -Log cost.csv
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string[]] $Path,
    [Parameter(Mandatory)] [string] $Destination,
    [Parameter(Mandatory)] [decimal] $PricePerMillion,
    [Parameter(Mandatory)] [string] $Log
)

$price = $PricePerMillion / 1000000
$columns = @(
    @{ Name = 'When'; Expression = { Get-Date -Format o } }
    'Name', 'Duration', 'Model', 'Voice', 'Characters', 'Requests', 'Retries', 'ReusedParts'
    @{ Name = 'Cost'; Expression = { [math]::Round($_.Characters * $price, 6) } }
    @{ Name = 'RequestIds'; Expression = { $_.RequestIds -join ' ' } }
)

ConvertTo-Speech -Path $Path -OutDirectory $Destination -PassThru |
    Select-Object $columns |
    Tee-Object -Variable spoken |
    Export-Csv -LiteralPath $Log -Append

$spoken | Measure-Object Characters, Cost -Sum | Select-Object Property, Sum
