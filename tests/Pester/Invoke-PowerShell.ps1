<#
.SYNOPSIS
Starts the PowerShell that runs this script once more, as a new process with the given arguments.

.DESCRIPTION
No parameters are declared: the arguments go on as they are. The exit code is in $LASTEXITCODE.
#>
$path = (Get-Process -Id $PID).Path
# PowerShell as a .NET tool is a program of the host 'dotnet', which has to be told its name.
$program = @(if ([IO.Path]::GetFileNameWithoutExtension($path) -eq 'dotnet') { Join-Path $PSHOME 'pwsh.dll' })
& $path @program @args
