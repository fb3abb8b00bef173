using System.Management.Automation;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Input;

/// <summary>A row that cannot be used is an error, and its file is not made without it, wherever it stands and whatever hides the error.</summary>
public sealed class UnusableRowTests
{
    private const string Rows = """
        function New-Row([string] $Text, [string] $OutFile) { [pscustomobject]@{ Text = $Text; OutFile = $OutFile } }
        function Add-Value($Row, [string] $Name, $Value) { $Row.PSObject.Properties.Remove($Name); $Row.PSObject.Properties.Add([psnoteproperty]::new($Name, $Value)); $Row }
        function Add-Getter($Row, [string] $Name) { $Row.PSObject.Properties.Remove($Name); $Row.PSObject.Properties.Add([psscriptproperty]::new($Name, { throw 'no such cell' })); $Row }
        """;

    private static readonly Dictionary<string, (string Row, string Id)> s_faults = new()
    {
        ["a voice that is none"] = ("Add-Value (New-Row bad $file) Voice bob", "InvalidRecordValue"),
        ["a list of voices"] = ("Add-Value (New-Row bad $file) Voice ('sage', 'ash')", "InvalidRecordValue"),
        ["two voices"] = ("Add-Value (Add-Value (New-Row bad $file) Voice sage) CustomVoice narrator", "InvalidRecordValue"),
        ["a speed that is no number"] = ("Add-Value (New-Row bad $file) Speed fast", "InvalidRecordValue"),
        ["a speed out of range"] = ("Add-Value (New-Row bad $file) Speed 4.01", "InvalidRecordValue"),
        ["a speed that is no number at all"] = ("Add-Value (New-Row bad $file) Speed ([double]::NaN)", "InvalidRecordValue"),
        ["a getter that throws for the voice"] = ("Add-Getter (New-Row bad $file) Voice", "RecordValueFailed"),
        ["a getter that throws for the model"] = ("Add-Getter (New-Row bad $file) Model", "RecordValueFailed"),
        ["a getter that throws for the text"] = ("Add-Getter (New-Row bad $file) Text", "RecordValueFailed"),
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
                & { New-Row before before.pcm; $file = '{{position}}.pcm'; {{Place(row, position)}}; New-Row after after.pcm } | ConvertTo-Speech
                """);

            Assert.Equal([id, "RecordsRejected"], Ids(scene));
            Assert.StartsWith($"'{position}.pcm' was not made: 1 of its input records", scene.Session.Errors[1].Exception.Message, StringComparison.Ordinal);
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
                & { $file = 'a.pcm'; {{Place(s_faults["a voice that is none"].Row, position)}} } | ForEach-Object { $_; $Error.Clear() } | ConvertTo-Speech -ErrorAction {{preference}}
                """);

            Assert.Equal(
                preference switch { "Continue" => ["InvalidRecordValue", "RecordsRejected"], "Stop" => ["InvalidRecordValue"], _ => [] }, Ids(scene));
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
                    ConvertTo-Speech -OutFile { if ($_ -eq 'bad') { throw 'no name' }; 'a.pcm' } -ErrorAction {{preference}}
                """);

            string[] all = position == "only" ? ["RecordValueFailed"] : ["RecordValueFailed", "RecordsRejected"];
            Assert.Equal(preference switch { "Continue" => all, "Stop" => ["RecordValueFailed"], _ => [] }, Ids(scene));
        }

        Assert.Empty(scene.Entries);
        Assert.Empty(scene.Inputs);
    }

    [Theory]
    [InlineData("{ if ($_.BaseName -eq 'b') { throw 'no name' }; \"$($_.BaseName).pcm\" }", "RecordValueFailed")]
    [InlineData("{ if ($_.BaseName -ne 'b') { \"$($_.BaseName).pcm\" } }", "InvalidRecordValue")]
    [InlineData("{ if ($_.BaseName -eq 'b') { 'x.pcm', 'y.pcm' } else { \"$($_.BaseName).pcm\" } }", "InvalidRecordValue")]
    public async Task A_text_file_without_a_name_for_its_audio_costs_no_other(string script, string id)
    {
        await using TestScene scene = await TestScene.StartAsync();
        foreach (string name in new[] { "a", "b", "c" })
        {
            scene.Write(name + ".txt", "text " + name);
        }

        scene.Run($$"""'a', 'b', 'c' | ForEach-Object { [System.IO.FileInfo]::new("$($PWD.ProviderPath)/$_.txt") } | ConvertTo-Speech -OutFile {{script}}""");

        Assert.Equal(id, scene.Session.ErrorId);
        Assert.Equal(["a.pcm", "a.txt", "b.txt", "c.pcm", "c.txt"], scene.Entries);
    }

    [Theory]
    [InlineData("Voice", "sage", "bob")]
    [InlineData("CustomVoice", "narrator", "")]
    [InlineData("Model", "tts-1-hd", "")]
    [InlineData("Speed", "2", "fast")]
    [InlineData("Instructions", "Slowly.", "")]
    public async Task Every_parameter_that_changes_with_the_rows_takes_a_script_block(string parameter, string good, string bad)
    {
        await using TestScene scene = await TestScene.StartAsync(new LocalServerOptions { Engine = EngineKind.Tone, AdditionalVoices = ["narrator"] });
        string judged = bad.Length == 0 ? "throw 'no'" : $"'{bad}'";

        scene.Run($$"""
            'one', 'two' | ConvertTo-Speech -OutFile good.wav -{{parameter}} { if ($_ -eq 'two') { '{{good}}' } }
            'one', 'bad' | ConvertTo-Speech -OutFile bad.wav -{{parameter}} { if ($_ -eq 'bad') { {{judged}} } }
            """);

        Assert.Equal([bad.Length == 0 ? "RecordValueFailed" : "InvalidRecordValue", "RecordsRejected"], Ids(scene));
        Assert.Equal(["good.wav"], scene.Entries);
        Assert.Equal(["one", "two"], scene.Inputs.Order());
        Assert.Contains(good, System.Text.Encoding.UTF8.GetString(scene.Server.Requests.Single(request => request.Input == "two").BodyBytes.Span), StringComparison.Ordinal);
        Assert.DoesNotContain(good, System.Text.Encoding.UTF8.GetString(scene.Server.Requests.Single(request => request.Input == "one").BodyBytes.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_error_tells_the_row_its_text_and_what_is_wrong()
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("""
            [pscustomobject]@{ Text = 'Good morning.'; Voice = 'sage' },
            [pscustomobject]@{ Text = "How do you do?`nI hope that you have slept well."; Voice = 'bob' } | ConvertTo-Speech -OutFile a.wav
            """);

        ErrorRecord error = scene.Session.Errors[0];
        Assert.Equal("Record 2 ('How do you do? I hope that you have slep…') cannot be used: its Voice 'bob' is none of the service's own; another voice goes into CustomVoice.", error.Exception.Message);
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
            & { [pscustomobject]@{ Text = 'one'; OutFile = 'a.pcm' }; $row; [pscustomobject]@{ Text = 'three'; OutFile = 'c.pcm' } } | ConvertTo-Speech
            """);

        Assert.Equal(["RecordValueFailed", "RecordsRejected"], Ids(scene));
        Assert.Contains("its property Instructions cannot be read", scene.Session.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["a.pcm", "c.pcm"], scene.Entries);
    }

    [Fact]
    public async Task A_list_that_breaks_off_is_an_error_of_its_file()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Session.SetVariable("list", BreakOff());

        scene.Run("ConvertTo-Speech -InputObject $list -OutFile a.pcm");

        Assert.Equal(["RecordValueFailed", "RecordsRejected"], Ids(scene));
        Assert.Empty(scene.Inputs);

        static IEnumerable<string> BreakOff()
        {
            yield return "one";
            throw new InvalidOperationException("torn");
        }
    }

    private static string Place(string bad, string position, string one = "New-Row one $file", string two = "New-Row two $file") => position switch
    {
        "first" => $"{bad}; {one}; {two}",
        "middle" => $"{one}; {bad}; {two}",
        "last" => $"{one}; {two}; {bad}",
        _ => bad,
    };

    private static IEnumerable<string> Ids(TestScene scene) => scene.Session.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]);
}
