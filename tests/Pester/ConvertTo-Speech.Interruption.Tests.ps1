[Diagnostics.CodeAnalysis.SuppressMessage('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'Pester hands variables on from block to block.')]
param()

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'PesterSupport.psm1')
    $onWindows = $env:OS -eq 'Windows_NT'
    if ($onWindows) {
        # Who shares the console gets its Ctrl+C, unless it ignores that; those that it starts from then on do, too.
        $console = Add-Type -Namespace CometSpeech.Tests -Name Console -PassThru -MemberDefinition @'
[System.Runtime.InteropServices.DllImport("kernel32")]
public static extern bool SetConsoleCtrlHandler(System.IntPtr handler, bool add);
'@
        $null = $console::SetConsoleCtrlHandler([IntPtr]::Zero, $true)
    }

    $server = Enter-SpeechTest $TestDrive
}

AfterAll {
    Exit-SpeechTest $server
    if ($onWindows) {
        $null = $console::SetConsoleCtrlHandler([IntPtr]::Zero, $false)
    }
}

Describe 'Ctrl+C in a console' {
    It 'ends the command, keeps what was paid for, and the same command goes on' {
        Skip-TestUnless $onWindows 'only Windows'' consoles are asked to send it'
        $folder = (New-Item (Join-Path $TestDrive console) -ItemType Directory).FullName
        $text = (1..40 | ForEach-Object { 'chunk {0:00}' -f $_ }) -join "`n`n"
        Set-Content -LiteralPath (Join-Path $folder text.txt) $text -NoNewline
        $command = "ConvertTo-Speech -Path text.txt -OutFile book.pcm -MaxChunkLength 10 -ThrottleLimit 1 -BaseUri $($server.BaseUri)"

        Invoke-NewProcess @"
Set-Location -LiteralPath '$folder'
Add-Type -Namespace Test -Name Console -MemberDefinition '
[System.Runtime.InteropServices.DllImport("kernel32")]
static extern bool SetConsoleCtrlHandler(System.IntPtr handler, bool add);
[System.Runtime.InteropServices.DllImport("kernel32")]
static extern bool GenerateConsoleCtrlEvent(int key, int group);
public static void Press(string folder) {
    SetConsoleCtrlHandler(System.IntPtr.Zero, false);
    new System.Threading.Thread(() => {
        while (!System.IO.Directory.Exists(folder) || System.IO.Directory.GetFiles(folder, "*.part").Length < 3)
            System.Threading.Thread.Sleep(5);
        GenerateConsoleCtrlEvent(0, 0);
    }).Start();
}'
[Test.Console]::Press('$folder\book.pcm.parts')
try { $command } finally { Set-Content finally ran }
Set-Content afterwards ran
"@

        (Get-ChildItem -LiteralPath $folder).Name | Should -Be 'book.pcm.parts', 'finally', 'text.txt'
        $kept = @(Get-ChildItem -LiteralPath (Join-Path $folder book.pcm.parts)).Count
        $kept | Should -BeGreaterOrEqual 3
        Push-Location -LiteralPath $folder
        try {
            $file = & ([scriptblock]::Create("$command -PassThru"))
        }
        finally {
            Pop-Location
        }

        $file.Requests + $file.ReusedParts | Should -Be 40
        $file.ReusedParts | Should -Be $kept
        $numbers = 1..40 | ForEach-Object { $_ % 32 }
        Get-ToneNumber ([IO.File]::ReadAllBytes((Join-Path $folder book.pcm))) | Should -Be $numbers
    }
}
