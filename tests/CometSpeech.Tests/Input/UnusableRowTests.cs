using System.Management.Automation;
using System.Text;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Input;

/// <summary>
/// A row that cannot be used is an error, and its file is not made without it, wherever it stands and whatever hides
/// the error.
/// </summary>
public sealed class UnusableRowTests
{
    private const string Rows = """
        function New-Row([string] $Text, [string] $OutFile) { [pscustomobject]@{ Text = $Text; OutFile = $OutFile } }
        function Add-Property($Row, $Property) {
            $Row.PSObject.Properties.Remove($Property.Name)
            $Row.PSObject.Properties.Add($Property)
            $Row
        }
        function Add-Value($Row, $Name, $Value) { Add-Property $Row ([psnoteproperty]::new($Name, $Value)) }
        function Add-Getter($Row, $Name) { Add-Property $Row ([psscriptproperty]::new($Name, { throw 'no cell' })) }
        function New-Bad { New-Row bad $file }
        """;

    private static readonly Dictionary<string, (string Row, string Id)> s_faults = new()
    {
        ["a voice that is none"] = ("Add-Value (New-Bad) Voice bob", "InvalidRecordValue"),
        ["a list of voices"] = ("Add-Value (New-Bad) Voice ('sage', 'ash')", "InvalidRecordValue"),
        ["two voices"] = ("Add-Value (Add-Value (New-Bad) Voice sage) CustomVoice narrator", "InvalidRecordValue"),
        ["a speed that is no number"] = ("Add-Value (New-Bad) Speed fast", "InvalidRecordValue"),
        ["a speed out of range"] = ("Add-Value (New-Bad) Speed 4.01", "InvalidRecordValue"),
        ["a speed that is no number at all"] = ("Add-Value (New-Bad) Speed ([double]::NaN)", "InvalidRecordValue"),
        ["a getter that throws for the voice"] = ("Add-Getter (New-Bad) Voice", "RecordValueFailed"),
        ["a getter that throws for the model"] = ("Add-Getter (New-Bad) Model", "RecordValueFailed"),
        ["a getter that throws for the text"] = ("Add-Getter (New-Bad) Text", "RecordValueFailed"),
        ["a speed with signs between thousands"] = ("Add-Value (New-Bad) Speed '1,000.5'", "InvalidRecordValue"),
        ["bytes for a text"] = ("Add-Value (New-Bad) Text ([byte[]] (1, 2))", "InputIsBytes"),
        ["an object for a text"] = ("Add-Value (New-Bad) Text @{ a = 1 }", "InputHasNoText"),
        ["no text"] = ("[pscustomobject]@{ Line = 'bad'; OutFile = $file }", "InputHasNoText"),
    };

    private static readonly string[] s_positions = ["first", "middle", "last", "only"];

    public static TheoryData<string> Faults => [.. s_faults.Keys];

    public static TheoryData<string> Preferences => ["Continue", "SilentlyContinue", "Ignore", "Stop"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_row_costs_its_own_file_and_no_other(string fault)
    {
        await using TestScene scene = await TestScene.StartAsync();
        (string row, string id) = s_faults[fault];
        foreach (string position in s_positions)
        {
            scene.Run($$"""
                {{Rows}}
                $file = '{{position}}.pcm'
                & { New-Row before before.pcm; {{Place(row, position)}}; New-Row after after.pcm } | ConvertTo-Speech
                """);

            // One error for one cause: the only record's own error tells which file is not made.
            Assert.Equal(position == "only" ? [id] : [id, "RecordsRejected"], scene.Session.ErrorIds);
            Assert.Contains($" for '{position}.pcm' ", Message(scene, 0), StringComparison.Ordinal);
            Assert.StartsWith(
                position == "only" ? "Record 2" : $"'{position}.pcm' was not made: 1 of its input records",
                Message(scene, position == "only" ? 0 : 1),
                StringComparison.Ordinal);
        }

        Assert.Equal(["after.pcm", "before.pcm"], scene.Entries);
        Assert.Equal(["after", "before"], scene.Inputs.Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Preferences))]
    public async Task No_preference_hides_the_loss(string preference)
    {
        await using TestScene scene = await TestScene.StartAsync();
        foreach (string position in s_positions)
        {
            // Upstream clears $Error after every row: nothing may be read from there.
            scene.Run($$"""
                {{Rows}}
                $file = 'a.pcm'
                $rows = & { {{Place(s_faults["a voice that is none"].Row, position)}} }
                $rows | ForEach-Object { $_; $Error.Clear() } | ConvertTo-Speech -ErrorAction {{preference}}
                """);

            string[] all = ["InvalidRecordValue", "RecordsRejected"];
            AssertErrors(scene, preference, position == "only" ? all[..1] : all);
        }

        Assert.Empty(scene.Entries);
        Assert.Empty(scene.Inputs);
    }

    [Theory]
    [MemberData(nameof(Preferences))]
    public async Task A_script_block_that_throws_for_a_row_costs_the_file(string preference)
    {
        await using TestScene scene = await TestScene.StartAsync();
        foreach (string position in s_positions)
        {
            scene.Run($$"""
                & { {{Place("'bad'", position, "'one'", "'two'")}} } |
                    ConvertTo-Speech -ErrorAction {{preference}} -OutFile {
                        if ($_ -eq 'bad') { throw 'no name' }
                        'a.pcm'
                    }
                """);

            string[] all = ["RecordValueFailed", "RecordsRejected"];
            AssertErrors(scene, preference, position == "only" ? all[..1] : all);
        }

        Assert.Empty(scene.Entries);
        Assert.Empty(scene.Inputs);
    }

    [Theory]
    [InlineData("throw 'no name'", "RecordValueFailed")]
    [InlineData("", "InvalidRecordValue")]
    [InlineData("' '", "InvalidRecordValue")]
    [InlineData("'x.pcm', 'y.pcm'", "InvalidRecordValue")]
    public async Task A_text_file_without_a_name_for_its_audio_costs_no_other(string script, string id)
    {
        await using TestScene scene = await TestScene.StartAsync();
        foreach (string name in new[] { "a", "b", "c" })
        {
            scene.Write(name + ".txt", "text " + name);
        }

        scene.Run($$"""
            'a', 'b', 'c' | ForEach-Object { [System.IO.FileInfo]::new("$($PWD.ProviderPath)/$_.txt") } |
                ConvertTo-Speech -OutFile { if ($_.BaseName -eq 'b') { {{script}} } else { "$($_.BaseName).pcm" } }
            """);

        Assert.Equal(id, scene.Session.ErrorId);
        Assert.Equal(["a.pcm", "a.txt", "b.txt", "c.pcm", "c.txt"], scene.Entries);
    }

    [Theory]
    [InlineData("Voice", "sage", "bob")]
    [InlineData("CustomVoice", "narrator", "")]
    [InlineData("Model", "tts-1-hd", "")]
    [InlineData("Speed", "2", "fast")]
    [InlineData("Instructions", "Slowly.", "")]
    public async Task Every_parameter_of_a_row_takes_a_script_block(string parameter, string good, string bad)
    {
        await using TestScene scene = await TestScene.StartAsync(
            new LocalServerOptions { Engine = EngineKind.Tone, AdditionalVoices = ["narrator"] });
        string judged = bad.Length == 0 ? "throw 'no'" : $"'{bad}'";

        scene.Run($$"""
            'one', 'two' | ConvertTo-Speech -OutFile good.wav -{{parameter}} { if ($_ -eq 'two') { '{{good}}' } }
            'one', 'bad' | ConvertTo-Speech -OutFile bad.wav -{{parameter}} { if ($_ -eq 'bad') { {{judged}} } }
            """);

        string id = bad.Length == 0 ? "RecordValueFailed" : "InvalidRecordValue";
        Assert.Equal([id, "RecordsRejected"], scene.Session.ErrorIds);
        Assert.Equal(["good.wav"], scene.Entries);
        Assert.Equal(["one", "two"], scene.Inputs.Order());
        Assert.Contains(good, Body("two"), StringComparison.Ordinal);
        Assert.DoesNotContain(good, Body("one"), StringComparison.Ordinal);

        string Body(string input) =>
            Encoding.UTF8.GetString(scene.Server.Requests.Single(request => request.Input == input).BodyBytes.Span);
    }

    [Fact]
    public async Task The_error_tells_the_row_its_text_and_what_is_wrong()
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("""
            [pscustomobject]@{ Text = 'Good morning.'; Voice = 'sage' },
            [pscustomobject]@{ Text = "How do you do?`nI hope that you have slept well."; Voice = 'bob' } |
                ConvertTo-Speech -OutFile a.wav
            """);

        ErrorRecord error = scene.Session.Errors[0];
        Assert.Equal(
            "Record 2 ('How do you do? I hope that you have slep…') for 'a.wav' cannot be used: "
            + "its Voice 'bob' is none of the service's own; another voice goes into CustomVoice.",
            error.Exception.Message);
        Assert.Equal(ErrorCategory.InvalidData, error.CategoryInfo.Category);
        Assert.Equal("bob", ((PSObject)error.TargetObject).Properties["Voice"].Value);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public async Task A_getter_that_throws_ends_neither_the_command_nor_the_other_files()
    {
        await using TestScene scene = await TestScene.StartAsync();
        // The id of a process that was not started: a getter of .NET that throws.
        scene.Run("""
            $row = [System.Diagnostics.Process]::new()
            $row.PSObject.Properties.Add([psaliasproperty]::new('Instructions', 'Id'))
            $row.PSObject.Properties.Add([psnoteproperty]::new('Text', 'two'))
            $row.PSObject.Properties.Add([psnoteproperty]::new('OutFile', 'b.pcm'))
            $three = [pscustomobject]@{ Text = 'three'; OutFile = 'c.pcm' }
            [pscustomobject]@{ Text = 'one'; OutFile = 'a.pcm' }, $row, $three | ConvertTo-Speech
            """);

        Assert.Equal(["RecordValueFailed"], scene.Session.ErrorIds);
        Assert.Contains("its property Instructions cannot be read", Message(scene, 0), StringComparison.Ordinal);
        Assert.Equal(["a.pcm", "c.pcm"], scene.Entries);
    }

    [Fact]
    public async Task A_list_that_breaks_off_is_an_error_of_its_file()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Session.SetVariable("list", BreakOff());

        scene.Run("ConvertTo-Speech -InputObject $list -OutFile a.pcm");

        Assert.Equal(["RecordValueFailed", "RecordsRejected"], scene.Session.ErrorIds);
        Assert.Empty(scene.Inputs);

        static IEnumerable<string> BreakOff()
        {
            yield return "one";
            throw new InvalidOperationException("torn");
        }
    }

    [Fact]
    public async Task A_list_that_holds_itself_is_an_error_of_its_file()
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("""
            $list = [System.Collections.ArrayList] @('one')
            $null = $list.Add($list)
            ConvertTo-Speech -InputObject $list -OutFile a.pcm
            'two' | ConvertTo-Speech -OutFile b.pcm
            """);

        Assert.Equal(["InvalidRecordValue", "RecordsRejected"], scene.Session.ErrorIds);
        Assert.Equal(["b.pcm"], scene.Entries);
    }

    private static string Place(
        string bad,
        string position,
        string one = "New-Row one $file",
        string two = "New-Row two $file") => position switch
        {
            "first" => $"{bad}; {one}; {two}",
            "middle" => $"{one}; {bad}; {two}",
            "last" => $"{one}; {two}; {bad}",
            _ => bad,
        };

    private static void AssertErrors(TestScene scene, string preference, params string[] ids) => Assert.Equal(
        preference switch { "Continue" => ids, "Stop" => ids[..1], _ => [] }, scene.Session.ErrorIds);

    private static string Message(TestScene scene, int error) => scene.Session.Errors[error].Exception.Message;
}
