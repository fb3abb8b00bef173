using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.Tests.Keys;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Help;

/// <summary>
/// What the examples of the help find: the files they name, keys, a vault, a service with one more voice and model, and
/// stand-ins for the commands that the hosted engine comes without, for <c>ffplay</c>, and for the person at the
/// keyboard.
/// </summary>
internal sealed class ExampleScene : IAsyncDisposable
{
    // As far as the examples use them. The real ones are tried in PowerShell itself.
    private const string StandIns = """
        function Get-FullPath($Path) { [System.IO.Path]::Combine($PWD.ProviderPath, ($Path -replace '^~/', '')) }
        function Get-Content($Path, $Encoding) { [System.IO.File]::ReadAllLines((Get-FullPath $Path)) }
        function Set-Content($Path) {
            [System.IO.File]::WriteAllLines((Get-FullPath $Path), [string[]] @($input))
        }
        function Measure-Object($Property, [switch] $Sum) {
            $total = 0
            foreach ($item in $input) { $total += $item.$Property }
            [pscustomobject]@{ Sum = $total }
        }
        function Invoke-RestMethod($Uri) { "<html>`n<body><p>A page of the web.</p></body>`n</html>" }
        function Get-ChildItem($Path) { [System.IO.DirectoryInfo]::new($PWD.ProviderPath).GetFiles($Path) }
        function Import-Csv($Path) {
            $head, $rows = Get-Content $Path
            $names = $head -split ','
            foreach ($row in $rows) {
                $cells = $row -split ','
                $record = [ordered]@{}
                0..($names.Count - 1) | ForEach-Object { $record[$names[$_]] = $cells[$_] }
                [pscustomobject]$record
            }
        }
        function Select-Object([string[]] $Property) {
            process {
                $record = [ordered]@{}
                foreach ($name in $Property) { $record[$name] = $_.$name }
                [pscustomobject]$record
            }
        }
        function Export-Csv($Path, [switch] $Append) {
            process {
                $line = @($_.PSObject.Properties).Value -join ','
                [System.IO.File]::AppendAllText((Get-FullPath $Path), "$line`n")
            }
        }
        function Format-List { $input }
        function Get-Random { $all = @($input); $all[$all.Count - 1] }
        function ConvertTo-Secure($Text) { [System.Net.NetworkCredential]::new('', $Text).SecurePassword }
        function Read-Host([switch] $AsSecureString) { ConvertTo-Secure 'sk-typed0123456789' }
        function Install-PSResource { }
        function Remove-Secret($Vault, $Name) { $global:FakeSecrets.Remove("$Vault/$Name") }
        function ffplay {
            foreach ($audio in $input) { [System.IO.File]::WriteAllBytes((Get-FullPath 'played'), $audio) }
        }
        """;

    // Each begins as a machine would be on which the keys of the examples have been set.
    private const string Keys = """
        Set-CometApiKey 'sk-stored0123456789' -Persist
        Set-CometApiKey 'sk-session0123456789'
        Import-Module Microsoft.PowerShell.SecretManagement
        Set-Secret -Vault Personal -Name CometApiKey -Secret (ConvertTo-Secure 'sk-vault0123456789')
        """;

    private static readonly Dictionary<string, string> s_files = new()
    {
        ["notes.txt"] = "Good morning.\n\nThis is note 1.\n",
        ["book.txt"] = string.Concat(Enumerable.Range(1, 200).Select(i =>
            $"Sentence {i} of this book says little, and says it at some length.\n")),
        ["README.md"] = "# Project\n\nIt does *much*.\n\n## Install\n\n```\nx\n```\n\nRun `it`.\n\n## Use\n\n- Once.\n",
        ["play.csv"] = "Voice,Text\nsage,Who is there?\nash,Nobody.\n,A door shuts.\n",
        ["words.csv"] = "Text,Spoken\nkubectl,cube control\n",
        ["training.md"] = "# Training\n\nOpen the door.\n\nClose it.\n",
        ["phrases.txt"] = "Var ligger stationen?\nNär går tåget?\n",
        ["episode.md"] = "# The white whale\n\nIt swims.\n\n# The end\n\nIt dives.\n",
        ["comet.key"] = "sk-file0123456789\n",
    };

    private readonly ProcessEnvironment _environment;
    private readonly TestScene _scene;
    private int _folders;

    private ExampleScene(ProcessEnvironment environment, TestScene scene)
    {
        _environment = environment;
        _scene = scene;
    }

    /// <summary>The requests for speech that the service has got so far.</summary>
    public int SpeechRequests => _scene.Server.Requests.Count(request => request.Method == "POST");

    public static async Task<ExampleScene> StartAsync()
    {
        ProcessEnvironment environment = new();
        FakeVault.Install(environment.ModuleFolder);
        if (OperatingSystem.IsLinux())
        {
            // The first that is looked for.
            new FakePlayers(environment, keepsPath: true).AddWorking("pw-cat");
        }

        string stage = Path.GetFullPath(Path.Combine(ModuleSession.StagePath, "..", ".."));
        environment.Set("PSModulePath", environment.ModuleFolder + Path.PathSeparator + stage);
        TestScene scene = await TestScene.StartAsync(new LocalServerOptions
        {
            Engine = EngineKind.Tone,
            AdditionalVoices = ["af_sky"],
            Models = [.. LocalServerOptions.DefaultModels, "kokoro"],
        });
        scene.Run(StandIns);
        return new ExampleScene(environment, scene);
    }

    /// <summary>
    /// Runs an example in a folder of its own; gives what went wrong, and the names of the files that are there
    /// afterwards.
    /// </summary>
    public (IReadOnlyList<string> Errors, IReadOnlyList<string> Files) Run(string code)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_scene.Folder, $"example{++_folders}")).FullName;
        foreach ((string name, string text) in s_files)
        {
            File.WriteAllText(Path.Combine(folder, name), text);
        }

        TestBook.Write(Path.Combine(folder, "book.epub"));
        File.WriteAllBytes(Path.Combine(folder, "cover.jpg"), TestPicture.Jpeg);
        _scene.Session.SetLocation(folder);
        _scene.Run(Keys);
        Assert.Empty(_scene.Session.Errors);
        string address = _scene.Server.BaseUri.ToString();
        // Elsewhere only a loudspeaker plays, and the machine need not have one.
        code = OperatingSystem.IsLinux() ? code : code.Replace(" -Play", "", StringComparison.Ordinal);
        // Whoever is asked for a key types one, and whoever is asked for confirmation says yes.
        bool asksForKey = code.Split('\n').Any(line => line.StartsWith("Set-CometApiKey", StringComparison.Ordinal)
            && !line.Contains("-Vault", StringComparison.Ordinal)
            && !line.Contains("-ApiKey", StringComparison.Ordinal));
        bool verifies = code.Contains("-Verify", StringComparison.Ordinal);
        _scene.Run($$"""
            $PSDefaultParameterValues = @{
                'ConvertTo-Speech:BaseUri' = '{{address}}'
                # CometAPI's catalogue lies beside /v1.
                'Get-CometModel:BaseUri' = '{{new Uri(_scene.Server.BaseUri, "/api")}}'
            }
            {{(asksForKey ? "$PSDefaultParameterValues['Set-CometApiKey:ApiKey'] = Read-Host -AsSecureString" : "")}}
            {{(verifies ? $"$PSDefaultParameterValues['Set-CometApiKey:BaseUri'] = '{address}'" : "")}}
            """);
        _scene.Run(code
            .Replace("http://127.0.0.1:8880/v1", address, StringComparison.Ordinal)
            .Replace("-Confirm", "-Confirm:$false", StringComparison.Ordinal));
        return (
            [.. _scene.Session.Errors.Select(error => error.ToString())],
            [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path)!)]);
    }

    public async ValueTask DisposeAsync()
    {
        await _scene.DisposeAsync();
        _environment.Dispose();
    }
}
