using System.Text;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Input;

/// <summary>
/// What records say beside their texts, by properties and by script blocks, and what counts when they contradict the
/// command.
/// </summary>
public sealed class RecordColumnTests
{
    [Theory]
    [InlineData("[pscustomobject]", "Text = 'one'; CustomVoice = 'narrator'", "Text = 'two'; CustomVoice = 'guest'")]
    [InlineData("[pscustomobject]", "Text='one'; Voice=''; CUSTOMVOICE='narrator'", "text='two'; customvoice='guest'")]
    [InlineData("[hashtable]", "Text = 'one'; CustomVoice = 'narrator'", "text='two'; customvoice='guest'; VOICE=' '")]
    public async Task A_dialogue_of_other_voices_is_paid_with_those(string type, string first, string second)
    {
        await using TestScene scene = await SceneAsync();

        scene.Run($"({type} @{{ {first} }}), ({type} @{{ {second} }}) | ConvertTo-Speech -OutFile a.wav");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal([("one", "narrator"), ("two", "guest")], Voices(scene));
    }

    [Fact]
    public async Task Rows_may_mix_the_services_voices_and_others()
    {
        await using TestScene scene = await SceneAsync();

        scene.Run("""
            [pscustomobject]@{ Text = 'a'; Voice = 'sage'; CustomVoice = '' },
            [pscustomobject]@{ Text = 'b'; Voice = $null; CustomVoice = 'guest' },
            [pscustomobject]@{ Text = 'c'; Voice = ''; CustomVoice = $null } | ConvertTo-Speech -OutFile a.wav
            $voice = { if ($_ -eq 'd') { 'SAGE' } }
            'd', 'e' | ConvertTo-Speech -OutFile b.wav -Voice $voice -CustomVoice { if ($_ -eq 'e') { 'guest' } }
            """);

        Assert.Empty(scene.Session.Errors);
        Assert.Equal([("a", "sage"), ("b", "guest"), ("c", "alloy"), ("d", "sage"), ("e", "guest")], Voices(scene));
    }

    [Theory]
    [InlineData("-Voice nova", "nova")]
    [InlineData("-CustomVoice guest", "guest")]
    [InlineData("-CustomVoice { 'guest' }", "guest")]
    public async Task A_voice_given_by_hand_counts_for_all_rows(string parameters, string voice)
    {
        await using TestScene scene = await SceneAsync();

        scene.Run($$"""
            [pscustomobject]@{ Text = 'a'; Voice = 'sage' },
            [pscustomobject]@{ Text = 'b'; CustomVoice = 'narrator' },
            [pscustomobject]@{ Text = 'c'; Voice = 'bob' } | ConvertTo-Speech -OutFile a.wav {{parameters}}
            """);

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(voice, Assert.Single(scene.Server.Requests).Voice);
    }

    [Fact]
    public async Task What_is_given_by_hand_wins_over_columns_as_it_does_when_PowerShell_binds()
    {
        await using TestScene scene = await SceneAsync();

        scene.Run("""
            $row = [pscustomobject]@{ Text = 'a'; Model = 'tts-1'; Speed = 'fast'; Instructions = 'x'; OutFile = 'b' }
            $row | ConvertTo-Speech -OutFile a.wav -Model tts-1-hd -Speed 2 -Instructions ''
            $PSDefaultParameterValues['ConvertTo-Speech:Voice'] = 'nova'
            [pscustomobject]@{ Text = 'b'; Voice = 'sage' } | ConvertTo-Speech -OutFile c.wav
            """);

        Assert.Empty(scene.Session.Errors);
        Assert.Empty(scene.Session.Warnings);
        Assert.Equal(["a.wav", "c.wav"], scene.Entries);
        Assert.Equal(
            """{"model":"tts-1-hd","input":"a","voice":"alloy","response_format":"wav","speed":2}""",
            Encoding.UTF8.GetString(scene.Server.Requests.Single(request => request.Input == "a").BodyBytes.Span));
        Assert.Contains(("b", "nova"), Voices(scene));
    }

    [Fact]
    public async Task Alias_and_script_properties_count_as_columns()
    {
        await using TestScene scene = await SceneAsync();

        scene.Run("""
            $row = [pscustomobject]@{ Speaker = 'sage'; Line = 'one' }
            $row.PSObject.Properties.Add([psaliasproperty]::new('Voice', 'Speaker'))
            $row.PSObject.Properties.Add([psscriptproperty]::new('Text', { $this.Line + ' more' }))
            $row | ConvertTo-Speech -OutFile a.wav
            """);

        Assert.Empty(scene.Session.Errors);
        Assert.Equal([("one more", "sage")], Voices(scene));
    }

    [Fact]
    public async Task An_array_given_by_name_is_a_table_as_well()
    {
        await using TestScene scene = await SceneAsync();

        scene.Run("""
            $rows = @{ Text = 'one'; Voice = 'sage' }, @{ Text = 'two'; CustomVoice = 'guest' } |
                ForEach-Object { [pscustomobject] $_ }
            ConvertTo-Speech -InputObject $rows -OutFile a.wav
            """);

        Assert.Empty(scene.Session.Errors);
        Assert.Equal([("one", "sage"), ("two", "guest")], Voices(scene));
    }

    [Theory]
    [InlineData("-InputObject 'Hello'")]
    [InlineData("'Hello'")]
    [InlineData("-Path hello.txt")]
    [InlineData("-LiteralPath hello.txt")]
    public async Task A_text_given_by_hand_is_spoken_as_each_object_of_the_pipeline_says(string text)
    {
        await using TestScene scene = await SceneAsync();
        scene.Write("hello.txt", "Hello");

        scene.Run($$"""
            'alloy', 'sage' | ForEach-Object { [pscustomobject]@{ Voice = $_ } } |
                ConvertTo-Speech {{text}} -OutFile { "$($_.Voice).wav" }
            'narrator' | ConvertTo-Speech {{text}} -CustomVoice { $_ } -OutFile other.wav
            """);

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(["alloy.wav", "hello.txt", "other.wav", "sage.wav"], scene.Entries);
        Assert.Equal([("Hello", "alloy"), ("Hello", "narrator"), ("Hello", "sage")], Voices(scene));
    }

    [Fact]
    public async Task An_object_that_says_nothing_beside_a_text_given_by_hand_is_an_error()
    {
        await using TestScene scene = await SceneAsync();

        scene.Run("'one', 'two' | ConvertTo-Speech 'Hello' -OutFile a.wav");

        Assert.Equal(["InputObjectNotBound", "InputObjectNotBound"], scene.Session.ErrorIds);
        Assert.Empty(scene.Inputs);
    }

    [Theory]
    [InlineData("$OutFile")]
    [InlineData("[Parameter(ValueFromPipelineByPropertyName)] [string] $OutFile")]
    public async Task A_proxy_function_passes_script_blocks_and_rows_on(string outFile)
    {
        await using TestScene scene = await SceneAsync();

        scene.Run($$"""
            function Speak {
                [CmdletBinding()] param([Parameter(ValueFromPipeline)] $InputObject, {{outFile}}, $Voice)
                begin {
                    $inner = { ConvertTo-Speech @PSBoundParameters }
                    $pipeline = $inner.GetSteppablePipeline($MyInvocation.CommandOrigin)
                    $pipeline.Begin($PSCmdlet)
                }
                process { $pipeline.Process($_) }
                end { $pipeline.End() }
            }
            [pscustomobject]@{ Text = 'one'; Name = 'a' },
            [pscustomobject]@{ Text = 'two'; Name = 'b'; CustomVoice = 'guest' } |
                Speak -OutFile { $_.Name + '.wav' }
            """);
        Assert.Empty(scene.Session.Errors);
        Assert.Equal(["a.wav", "b.wav"], scene.Entries);
        Assert.Equal([("one", "alloy"), ("two", "guest")], Voices(scene));

        foreach (string preference in new[] { "Continue", "Ignore" })
        {
            scene.Run($$"""
                [pscustomobject]@{ Text = 'three' }, [pscustomobject]@{ Text = 'four'; Voice = 'bob' } |
                    Speak -OutFile c.wav -ErrorAction {{preference}}
                """);
            Assert.Equal(
                preference == "Ignore" ? [] : ["InvalidRecordValue", "RecordsRejected"], scene.Session.ErrorIds);
        }

        Assert.Equal(["a.wav", "b.wav"], scene.Entries);
    }

    [Fact]
    public async Task The_proxy_that_PowerShell_generates_loses_no_row()
    {
        await using TestScene scene = await SceneAsync();

        scene.Run("""
            $metadata = [System.Management.Automation.CommandMetadata](Get-Command ConvertTo-Speech)
            ${function:Speak} = [System.Management.Automation.ProxyCommand]::Create($metadata)
            [pscustomobject]@{ Text = 'one'; Voice = 'sage' },
            [pscustomobject]@{ Text = 'two'; CustomVoice = 'guest' } |
                Speak -OutFile a.wav
            [pscustomobject]@{ Text = 'three'; Voice = 'bob' }, [pscustomobject]@{ Text = 'four' } |
                Speak -OutFile b.wav -ErrorAction Ignore
            [pscustomobject]@{ Voice = 'ash'; OutFile = 'c.wav' } | Speak -InputObject 'five'
            """);

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(["a.wav", "c.wav"], scene.Entries);
        Assert.Equal([("five", "ash"), ("one", "sage"), ("two", "guest")], Voices(scene));
    }

    [Fact]
    public async Task The_proxy_that_PowerShell_generates_takes_script_blocks_and_values()
    {
        await using TestScene scene = await SceneAsync();

        scene.Run("""
            $metadata = [System.Management.Automation.CommandMetadata](Get-Command ConvertTo-Speech)
            ${function:Speak} = [System.Management.Automation.ProxyCommand]::Create($metadata)
            $rows = [pscustomobject]@{ Text = 'one'; Id = 'a'; Who = 'ash' },
                [pscustomobject]@{ Text = 'two'; Id = 'b'; Who = 'sage' }
            $rows | Speak -OutFile { $_.Id + '.wav' } -Voice { $_.Who } -Speed { 2 } -Model { 'tts-1-hd' } `
                -Instructions { 'Slowly.' } -Chapter { $_.Id } -WarningAction SilentlyContinue
            $rows | Speak -OutFile { $_.Id + '-guest.wav' } -CustomVoice { 'guest' }
            'three' | Speak -OutFile c.wav -Voice nova -Speed 0.25
            """);

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(["a-guest.wav", "a.wav", "b-guest.wav", "b.wav", "c.wav"], scene.Entries);
        Assert.Equal(
            [("one", "ash"), ("one", "guest"), ("three", "nova"), ("two", "guest"), ("two", "sage")], Voices(scene));
    }

    [Fact]
    public async Task A_script_block_sees_the_variables_of_where_it_was_written_and_the_pipelines_object()
    {
        await using TestScene scene = await SceneAsync();

        scene.Run("""
            $module = New-Module {
                $script:folder = 'of-module'
                function Get-Namer { { Join-Name $folder $_ } }
                function Join-Name($One, $Two) { "$One-$Two.wav" }
            }
            'one' | ConvertTo-Speech -OutFile (& $module { Get-Namer })
            function Speak-Local { $folder = 'local'; 'two' | ConvertTo-Speech -OutFile { "$folder-$PSItem.wav" } }
            Speak-Local
            $folder = 'closure'; $closure = { "$folder-$_.wav" }.GetNewClosure(); $folder = 'later'
            'three' | ConvertTo-Speech -OutFile $closure
            """);

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(["closure-three.wav", "local-two.wav", "of-module-one.wav"], scene.Entries);
    }

    [Fact]
    public async Task Script_blocks_work_in_constrained_language_mode()
    {
        await using TestScene scene = await SceneAsync();

        scene.Run("""
            $rows = 'one guest', 'two narrator' | ForEach-Object {
                $text, $who = $_ -split ' '
                [pscustomobject]@{ Text = $text; Who = $who }
            }
            $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
            $rows | ConvertTo-Speech -CustomVoice { $_.Who } -OutFile { "$($_.Who).wav" }
            """);

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(["guest.wav", "narrator.wav"], scene.Entries);
        Assert.Equal([("one", "guest"), ("two", "narrator")], Voices(scene));
    }

    private static Task<TestScene> SceneAsync() =>
        TestScene.StartAsync(
            new LocalServerOptions { Engine = EngineKind.Tone, AdditionalVoices = ["narrator", "guest"] });

    private static IEnumerable<(string, string)> Voices(TestScene scene) =>
        scene.Server.Requests.Select(request => (request.Input!, request.Voice!)).Order();
}
