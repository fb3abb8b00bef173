# What the Pester tests share. All of it runs in Windows PowerShell 5.1 too.
Set-StrictMode -Version 3.0

$repositoryRoot = Split-Path (Split-Path $PSScriptRoot)
$environment = @{}

<#
.SYNOPSIS
The folder of the module to test: the environment's COMETSPEECH_MODULE_PATH, else what dotnet build staged.
#>
function Get-TestedModulePath {
    if ($env:COMETSPEECH_MODULE_PATH) {
        return $env:COMETSPEECH_MODULE_PATH
    }

    $version = (Import-PowerShellDataFile (Join-Path $repositoryRoot 'CometSpeech.psd1')).ModuleVersion
    [IO.Path]::Combine($repositoryRoot, 'out', 'CometSpeech', $version)
}

<#
.SYNOPSIS
Imports the module to test into the session, unless it is there.
#>
function Import-TestedModule {
    Import-Module (Join-Path (Get-TestedModulePath) 'CometSpeech.psd1') -Global -ErrorAction Stop
}

<#
.SYNOPSIS
Starts the local speech server with prepared tones, and waits until it listens.

.PARAMETER Key
The only API key that it accepts; every key and none when left out.
#>
function Start-SpeechServer {
    [CmdletBinding(SupportsShouldProcess = $true)]
    param([string] $Key)

    $server = Get-ChildItem ([IO.Path]::Combine($repositoryRoot, 'src', 'CometSpeech.LocalServer', 'bin')) -Recurse -Filter CometSpeech.LocalServer.dll |
        Sort-Object LastWriteTime | Select-Object -Last 1
    if (-not $server) {
        throw 'The local speech server is not built: dotnet build src/CometSpeech.LocalServer'
    }

    if (-not $PSCmdlet.ShouldProcess($server.FullName, 'Start')) {
        return
    }

    $start = New-Object Diagnostics.ProcessStartInfo -ArgumentList 'dotnet'
    $start.Arguments = "`"$($server.FullName)`" --port 0 --engine tone"
    if ($Key) {
        $start.Arguments += " --key $Key"
    }

    $start.UseShellExecute = $false
    $start.RedirectStandardOutput = $true
    $process = [Diagnostics.Process]::Start($start)
    $line = $process.StandardOutput.ReadLine()
    if ($line -notmatch 'Listening on (\S+)') {
        throw "The local speech server did not start: $line"
    }

    # Read as it comes: a pipe of Windows holds 4 KB, and a server that cannot write its log answers nobody.
    [pscustomobject]@{ BaseUri = $Matches[1]; Process = $process; Log = $process.StandardOutput.ReadToEndAsync() }
}

<#
.SYNOPSIS
Ends the server and gives the lines it logged: one for each request that it answered.
#>
function Stop-SpeechServer {
    [CmdletBinding(SupportsShouldProcess = $true)]
    param([Parameter(Mandatory = $true)] $Server)

    if ($PSCmdlet.ShouldProcess($Server.BaseUri, 'Stop')) {
        $Server.Process.Kill()
        $Server.Log.Result -split '\r?\n' | Where-Object { $_ }
        $Server.Process.WaitForExit()
        $Server.Process.Dispose()
    }
}

<#
.SYNOPSIS
Starts a web server on this machine that has a few pages.

.PARAMETER Page
The body of each path, such as /news.html. Any other path is a 404.
#>
function Start-WebServer {
    [CmdletBinding(SupportsShouldProcess = $true)]
    param([Parameter(Mandatory = $true)] [hashtable] $Page)

    if (-not $PSCmdlet.ShouldProcess('127.0.0.1', 'Listen')) {
        return
    }

    # HttpListener finds no free port, and asks Windows for a right.
    $listener = New-Object Net.Sockets.TcpListener ([Net.IPAddress]::Loopback), 0
    $listener.Start()
    $shell = [powershell]::Create().AddScript({
            param($listener, $page)
            while ($client = $listener.AcceptTcpClient()) {
                $stream = $client.GetStream()
                $reader = New-Object IO.StreamReader $stream
                $path = $reader.ReadLine().Split(' ')[1]
                while ($reader.ReadLine()) { }
                $body = [Text.Encoding]::UTF8.GetBytes([string] $page[$path])
                $status = if ($page.ContainsKey($path)) { '200 OK' } else { '404 Not Found' }
                $type = if ($path -like '*.html') { 'text/html' } else { 'application/xml' }
                $head = "HTTP/1.1 $status`r`nContent-Type: $type; charset=utf-8`r`nContent-Length: $($body.Length)`r`n" +
                "Connection: close`r`n`r`n"
                $stream.Write([Text.Encoding]::ASCII.GetBytes($head), 0, $head.Length)
                $stream.Write($body, 0, $body.Length)
                $client.Close()
            }
        }).AddArgument($listener).AddArgument($Page)
    $null = $shell.BeginInvoke()
    [pscustomobject]@{ Uri = "http://$($listener.LocalEndpoint)"; Listener = $listener; Shell = $shell }
}

<#
.SYNOPSIS
Ends the web server.
#>
function Stop-WebServer {
    [CmdletBinding(SupportsShouldProcess = $true)]
    param([Parameter(Mandatory = $true)] $Server)

    if ($PSCmdlet.ShouldProcess($Server.Uri, 'Stop')) {
        $Server.Listener.Stop()
        $Server.Shell.Dispose()
    }
}

<#
.SYNOPSIS
Unsets the variables that hold keys, addresses and a model, and lets the user's key store be in that folder.
#>
function Enter-TestEnvironment {
    param([Parameter(Mandatory = $true)] [string] $Path)

    $values = @{
        COMETAPI_KEY = $null; COMETAPI_API_KEY = $null; COMETAPI_BASE_URL = $null; COMETAPI_SPEECH_MODEL = $null
        XDG_CONFIG_HOME = $Path; LOCALAPPDATA = $Path
    }

    foreach ($name in $values.Keys) {
        $environment[$name] = [Environment]::GetEnvironmentVariable($name)
        [Environment]::SetEnvironmentVariable($name, $values[$name])
    }
}

<#
.SYNOPSIS
Puts back what Enter-TestEnvironment changed.
#>
function Exit-TestEnvironment {
    foreach ($name in $environment.Keys) {
        [Environment]::SetEnvironmentVariable($name, $environment[$name])
    }
}

<#
.SYNOPSIS
Prepares a file of tests that speak: imports the module to test, lets the user's keys be in a folder, and starts the server.

.PARAMETER Path
The folder of the tests.
#>
function Enter-SpeechTest {
    param([Parameter(Mandatory = $true)] [string] $Path)

    Import-TestedModule
    Enter-TestEnvironment (New-Item (Join-Path $Path config) -ItemType Directory).FullName
    Start-SpeechServer
}

<#
.SYNOPSIS
Undoes what Enter-SpeechTest did.
#>
function Exit-SpeechTest {
    param([Parameter(Mandatory = $true)] $Server)

    $null = Stop-SpeechServer $Server
    Exit-TestEnvironment
}

<#
.SYNOPSIS
Runs a script in a new process of this PowerShell, and gives its output as text.

.PARAMETER Script
The script; it finds the tested module imported.

.PARAMETER InstallPath
A folder for modules: the tested module is installed there in place of being imported.
#>
function Invoke-NewProcess {
    param([Parameter(Mandatory = $true)] [string] $Script, [string] $InstallPath)

    $env:COMETSPEECH_MODULE_PATH = Get-TestedModulePath
    $first = 'Import-Module (Join-Path $env:COMETSPEECH_MODULE_PATH CometSpeech.psd1)'
    if ($InstallPath) {
        $null = New-Item $InstallPath -ItemType Directory -Force
        Copy-Item -LiteralPath $env:COMETSPEECH_MODULE_PATH (Join-Path $InstallPath CometSpeech) -Recurse
        $first = "`$env:PSModulePath = '$InstallPath' + [IO.Path]::PathSeparator + `$env:PSModulePath"
    }

    & (Join-Path $PSScriptRoot 'Invoke-PowerShell.ps1') -NoProfile -NonInteractive -Command "$first; $Script" 2>&1
}

<#
.SYNOPSIS
Starts a script in a new process of this PowerShell, beside this one, and gives the process.

.PARAMETER Script
The script; it finds the tested module imported. What it writes goes to a file.

.PARAMETER OutFile
That file; errors lie beside it in <OutFile>.err.
#>
function Start-NewProcess {
    [CmdletBinding(SupportsShouldProcess = $true)]
    param([Parameter(Mandatory = $true)] [string] $Script, [Parameter(Mandatory = $true)] [string] $OutFile)

    if (-not $PSCmdlet.ShouldProcess($Script, 'Start')) {
        return
    }

    $import = "Import-Module '$(Join-Path (Get-TestedModulePath) CometSpeech.psd1)'"
    $code = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes("$import; $Script"))
    $path = (Get-Process -Id $PID).Path
    # PowerShell as a .NET tool is a program of the host 'dotnet', which has to be told its name.
    $program = @(if ([IO.Path]::GetFileNameWithoutExtension($path) -eq 'dotnet') { Join-Path $PSHOME 'pwsh.dll' })
    $process = Start-Process $path ($program + '-NoProfile', '-NonInteractive', '-EncodedCommand', $code) -PassThru `
        -NoNewWindow -WorkingDirectory $PWD -RedirectStandardOutput $OutFile -RedirectStandardError "$OutFile.err"
    # Without it the exit code is not to be had afterwards.
    $null = $process.Handle
    $process
}

<#
.SYNOPSIS
Writes a small EPUB book of two chapters and an appendix.

.PARAMETER Path
The full path of the file.
#>
function Export-TestBook {
    param([Parameter(Mandatory = $true)] [string] $Path)

    Add-Type -AssemblyName System.IO.Compression, System.IO.Compression.FileSystem
    $page = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{0}</body></html>'
    $items = 1..3 | ForEach-Object { "<item id='c$_' href='c$_.xhtml' media-type='application/xhtml+xml'/>" }
    $entries = [ordered]@{
        'mimetype'               = 'application/epub+zip'
        'META-INF/container.xml' = '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">' +
        '<rootfiles><rootfile full-path="package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
        'package.opf'            = '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">' +
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:test:book</dc:identifier>' +
        '<dc:title>The Test Book</dc:title><dc:creator>Ann Other</dc:creator><dc:language>en-GB</dc:language></metadata>' +
        "<manifest><item id='nav' href='nav.xhtml' media-type='application/xhtml+xml' properties='nav'/>$items</manifest>" +
        '<spine><itemref idref="c1"/><itemref idref="c2"/><itemref idref="c3"/></spine></package>'
        'nav.xhtml'              = $page -f ('<nav epub:type="toc" xmlns:epub="http://www.idpf.org/2007/ops"><ol>' +
            '<li><a href="c1.xhtml">The Beginning</a></li><li><a href="c2.xhtml">The End</a></li>' +
            '<li><a href="c3.xhtml">Appendix</a></li></ol></nav>')
        'c1.xhtml'               = $page -f '<h1>The Beginning</h1><p>It was <em>once</em>.</p>'
        'c2.xhtml'               = $page -f '<h1>The End</h1><p>It was over<span/> at last.</p>'
        'c3.xhtml'               = $page -f '<h1>Appendix</h1><p>More of it.</p>'
    }

    $archive = [IO.Compression.ZipFile]::Open($Path, 'Create')
    foreach ($name in $entries.Keys) {
        $writer = New-Object IO.StreamWriter $archive.CreateEntry($name).Open()
        $writer.Write($entries[$name])
        $writer.Dispose()
    }

    $archive.Dispose()
}

<#
.SYNOPSIS
Reads which of the server's tones raw audio holds, in their order: 0.2 s each, 300 + 100 * n hertz.
#>
function Get-ToneNumber {
    param([Parameter(Mandatory = $true)] [byte[]] $Pcm)

    $toneLength = 24000 / 5 * 2
    for ($start = 0; $start + $toneLength -le $Pcm.Length; $start += $toneLength) {
        # A sine crosses zero upwards once a period.
        $crossings = 0
        $previous = 0
        for ($i = $start; $i -lt $start + $toneLength; $i += 2) {
            $sample = [BitConverter]::ToInt16($Pcm, $i)
            if ($previous -lt 0 -and $sample -gt 0) {
                $crossings++
            }

            if ($sample -ne 0) {
                $previous = $sample
            }
        }

        [int] (($crossings * 5 - 300) / 100)
    }
}

<#
.SYNOPSIS
Reads which of the server's tones 1 to 9 a recording holds, in their order, whatever silence lies between them.
#>
function Get-HeardTone {
    param([Parameter(Mandatory = $true)] [byte[]] $Pcm)

    $tones = New-Object Collections.Generic.List[int]
    # Stretches of 40 ms, each half over the one before; two that agree lie in one tone. A crackle, as a busy machine's
    # sound has, does not change which tone is the strongest.
    $count = 24000 / 25
    $last = 0
    for ($start = 0; $start + 2 * $count -le $Pcm.Length; $start += $count) {
        $samples = New-Object int[] $count
        for ($i = 0; $i -lt $count; $i++) {
            $samples[$i] = [BitConverter]::ToInt16($Pcm, $start + 2 * $i)
        }

        $tone = 0
        # Softer is the end of one, or the beginning.
        if (($samples | Measure-Object -Maximum).Maximum -gt 1000) {
            $strongest = 0.0
            foreach ($number in 1..9) {
                # Goertzel's algorithm: how strong one frequency is.
                $factor = 2 * [math]::Cos(2 * [math]::PI * (300 + 100 * $number) / 24000)
                $one = 0.0
                $two = 0.0
                foreach ($sample in $samples) {
                    $zero = $sample + $factor * $one - $two
                    $two = $one
                    $one = $zero
                }

                $power = $one * $one + $two * $two - $factor * $one * $two
                if ($power -gt $strongest) {
                    $strongest = $power
                    $tone = $number
                }
            }
        }

        if ($tone -gt 0 -and $tone -eq $last -and ($tones.Count -eq 0 -or $tones[$tones.Count - 1] -ne $tone)) {
            $tones.Add($tone)
        }

        $last = $tone
    }

    $tones.ToArray()
}

<#
.SYNOPSIS
Gives the texts that completion offers at the end of a line.
#>
function Get-Completion {
    param([Parameter(Mandatory = $true)] [string] $Line)

    (TabExpansion2 $Line $Line.Length).CompletionMatches.CompletionText
}

<#
.SYNOPSIS
Skips the test that calls it, and says why, unless the machine has what it needs.
#>
function Skip-TestUnless {
    param([Parameter(Mandatory = $true)] [bool] $Condition, [Parameter(Mandatory = $true)] [string] $Because)

    if (-not $Condition) {
        Set-ItResult -Skipped -Because $Because
    }
}

<#
.SYNOPSIS
Skips the test that calls it, and says why, where one of the modules is not installed.
#>
function Skip-TestWithoutModule {
    param([Parameter(Mandatory = $true)] [string[]] $Name)

    $missing = $Name | Where-Object { -not (Get-Module $_ -ListAvailable) }
    Skip-TestUnless (-not $missing) "the module $($missing -join ', ') is not installed"
}

<#
.SYNOPSIS
Skips the test that calls it, and says why, in a PowerShell that turns bytes into text on their way to a program.
#>
function Skip-TestWithoutBytePipe {
    Skip-TestUnless ($PSVersionTable.PSVersion -ge [version] '7.4') 'bytes reach a program unchanged from 7.4 on'
}

<#
.SYNOPSIS
Skips the test that calls it, and says why, where the program is not installed.
#>
function Skip-TestWithoutProgram {
    param([Parameter(Mandatory = $true)] [string] $Name)

    Skip-TestUnless ([bool] (Get-Command $Name -CommandType Application -ErrorAction Ignore)) "$Name is not installed"
}
