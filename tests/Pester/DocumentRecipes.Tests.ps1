[Diagnostics.CodeAnalysis.SuppressMessage('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'Pester hands variables on from block to block.')]
param()

BeforeDiscovery {
    $page = [IO.Path]::Combine((Split-Path (Split-Path $PSScriptRoot)), 'docs', 'examples', 'documents.md')
    # What the commands under each heading make.
    $made = @{
        'What a book costs'       = @()
        'A book'                  = 'book.mp3', '01 The Beginning.mp3', '02 The End.mp3', '03 Appendix.mp3'
        'A README'                = 'readme.mp3', 'readme.txt'
        'A folder of Markdown'    = 'audio/a.mp3', 'audio/b.mp3', 'docs.mp3'
        'A web page'              = @('news.mp3')
        'Release notes of a feed' = @('releases.mp3')
        'A PDF'                   = @('report.mp3')
        'How words are said'      = @('readme.mp3')
    }
    $pattern = '(?ms)^## (?<title>[^\r\n]+)(?<text>.*?)^```powershell\r?\n(?<code>.*?)^```'
    $recipes = foreach ($block in [regex]::Matches((Get-Content $page -Raw), $pattern)) {
        @{ Title = $block.Groups['title'].Value; Code = $block.Groups['code'].Value; Made = $made }
    }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'PesterSupport.psm1')
    $server = Enter-SpeechTest $TestDrive
    $env:COMETAPI_BASE_URL = $server.BaseUri
    $examples = [IO.Path]::Combine((Split-Path (Split-Path $PSScriptRoot)), 'docs', 'examples')
    $document = Get-Content (Join-Path $examples documents.md) -Raw
    $web = Start-WebServer @{
        '/news.html'     = "<!DOCTYPE html>`n<html><head><title>News</title></head><body><nav>Menu</nav>" +
        '<main><h1>News</h1><p>Nothing <b>new</b>.<p>Nothing old.</main></body></html>'
        '/releases.atom' = '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom">' +
        '<entry><title>v2</title><content type="html">&lt;p&gt;Two &lt;b&gt;things&lt;/b&gt;.&lt;/p&gt;</content></entry>' +
        '<entry><title>v1</title><content type="html">&lt;p&gt;One thing.&lt;/p&gt;</content></entry></feed>'
        '/releases.rss'  = '<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>' +
        '<item><title>One</title><description><![CDATA[<p>First.</p>]]></description></item>' +
        '<item><title>Two</title><description>&lt;p&gt;Second.&lt;/p&gt;</description></item></channel></rss>'
    }

    # The recipe that the pattern finds, with the web's addresses on this machine.
    function Get-Recipe {
        param([Parameter(Mandatory = $true)] [string] $Pattern)
        $code = [regex]::Match($document, $Pattern).Value
        $code | Should -Not -BeNullOrEmpty
        $code -replace 'https://[\w./-]+(?=/)', $web.Uri
    }
}

AfterAll {
    Stop-WebServer $web
    Exit-SpeechTest $server
}

Describe 'Recipes of docs/examples/documents.md' {
    BeforeEach {
        $folder = New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory
        Push-Location -LiteralPath $folder.FullName
        Export-TestBook (Join-Path $folder.FullName book.epub)
        Copy-Item -LiteralPath (Join-Path $examples pronunciation.csv) .
        Set-Content README.md '# Project', '', 'It needs kubectl and *nginx*.', '', '## Install', '', 'Run.', '', '## Use', '', '- Once.'
        $null = New-Item docs/sub -ItemType Directory -Force
        Set-Content docs/a.md '# A', '', 'One.'
        Set-Content docs/sub/b.md '# B', '', 'Two.'
        $ErrorActionPreference = 'Stop'
        # poppler-utils need not be there.
        function pdftotext { 'The report of this year is long, and each of its lines is di-', 'vided.', '', '1', '', "`fIt ends here.", '', '2', '', "`f" }
    }

    AfterEach {
        Pop-Location
    }

    It '<Title>' -ForEach $recipes {
        $Made.Keys | Should -Contain $Title
        . ([scriptblock]::Create(($Code -replace 'https://[\w./-]+(?=/)', $web.Uri))) | Out-Null
        foreach ($file in $Made[$Title]) {
            (Get-Item -LiteralPath $file).Length | Should -BeGreaterThan 0
        }

        Get-ChildItem -Recurse -Include *.mp3, *.parts | Should -HaveCount @($Made[$Title] -like '*.mp3').Count
    }

    It 'A README to edit has its headings in paragraphs of their own' {
        $recipe = Get-Recipe 'ConvertTo-SpokenText[^\r\n]*\| Set-Content readme\.txt'
        . ([scriptblock]::Create($recipe))
        Get-Content readme.txt | Should -Be @(
            'Project.', '', 'It needs kubectl and nginx.', '', 'Install.', '', 'Run.', '', 'Use.', '', 'Once.')
        # What somebody has edited stays where there is nothing to put in its place.
        Remove-Item README.md
        $ErrorActionPreference = 'Continue'
        Set-Content readme.edited.txt old
        . ([scriptblock]::Create($recipe.Replace('readme.txt', 'readme.edited.txt'))) 2>$null
        Get-Content readme.edited.txt | Should -Be 'old'
    }

    It 'A web page is its main part' {
        $file = . ([scriptblock]::Create("$(Get-Recipe 'Invoke-RestMethod https://example[^\r\n]*') -PassThru"))
        $file.Characters | Should -Be "News.`n`nNothing new.`n`nNothing old.".Length
    }

    It 'A feed of Atom or RSS has a chapter for each entry' {
        $recipe = Get-Recipe '(?ms)^Invoke-RestMethod [^\r\n]*\.atom .*?-PassThru'
        $file = . ([scriptblock]::Create($recipe))
        $file.Chapters.Title | Should -Be @('v2', 'v1')
        $file.Characters | Should -Be "v2.`n`nTwo things.v1.`n`nOne thing.".Length
        # The text names what stands in its place for RSS.
        $text = (Get-Recipe '(?<=`)[^`]*SelectSingleNode[^`]*(?=`)')
        $recipe = $recipe.Replace("`$_.content.'#text'", $text).Replace('releases.atom', 'releases.rss')
        $file = . ([scriptblock]::Create($recipe))
        $file.Chapters.Title | Should -Be @('One', 'Two')
        $file.Characters | Should -Be "One.`n`nFirst.Two.`n`nSecond.".Length
    }

    It 'A PDF is read in sentences, without its page numbers' {
        (. ([scriptblock]::Create((Get-Recipe 'pdftotext report\.pdf - \| [^|]*Layout')))).Text.Trim() |
            Should -Be "The report of this year is long, and each of its lines is divided.`n`n`n`fIt ends here."
    }

    It 'Words are said as pronunciation.csv has them, unless a later entry has them too' {
        (ConvertTo-SpokenText -Path README.md -Pronunciation pronunciation.csv)[0].Text |
            Should -BeExactly "Project.`n`nIt needs cube control and engine X."
        (ConvertTo-SpokenText -Path README.md -Pronunciation pronunciation.csv, @{ nginx = 'engine x' })[0].Text |
            Should -BeExactly "Project.`n`nIt needs cube control and engine x."
    }
}
