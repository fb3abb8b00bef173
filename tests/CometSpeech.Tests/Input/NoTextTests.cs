using System.Management.Automation;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Input;

/// <summary>What is no text is not spoken, and the advice tells how to get one.</summary>
public sealed class NoTextTests
{
    [Theory]
    [InlineData("$bytes | ConvertTo-Speech -OutFile a.mp3")]
    [InlineData(", $bytes | ConvertTo-Speech -OutFile a.mp3")]
    [InlineData("ConvertTo-Speech $bytes -OutFile a.mp3")]
    [InlineData("ConvertTo-Speech ([object[]] $bytes) -OutFile a.mp3")]
    [InlineData(", $bytes, $bytes | ConvertTo-Speech -OutFile a.mp3")]
    [InlineData("$bytes | ConvertTo-Speech -OutDirectory audio")]
    [InlineData("$bytes | ConvertTo-Speech")]
    [InlineData("[pscustomobject]@{ Text = $bytes } | ConvertTo-Speech -OutFile a.mp3")]
    [InlineData("ConvertTo-Speech ([System.Collections.Generic.List[byte]] $bytes) -OutFile a.mp3")]
    public async Task Bytes_are_one_error_and_no_request(string script)
    {
        await using TestScene scene = await TestScene.StartAsync();

        IReadOnlyList<PSObject> output = scene.Run(
            $"$bytes = [System.Text.Encoding]::UTF8.GetBytes('Hello'); {script}");

        Assert.Equal("InputIsBytes", scene.Session.ErrorId);
        Assert.StartsWith("Record 1", scene.Session.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(output);
        Assert.Empty(scene.Inputs);
        Assert.Empty(scene.Entries);
    }

    [Fact]
    public async Task Bytes_among_texts_cost_the_file_and_are_counted_as_one_record()
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("""
            & { 'one'; [byte[]] (1, 2, 3); 'two'; [byte[]] (4, 5); [pscustomobject]@{ Text = 'x'; Voice = 'bob' } } |
                ConvertTo-Speech -OutFile a.mp3
            """);

        Assert.Equal(
            ["InputIsBytes", "InputIsBytes", "InvalidRecordValue", "RecordsRejected"], scene.Session.ErrorIds);
        Assert.Equal(
            ["Record 2", "Record 4", "Record 5", "'a.mp3' "],
            scene.Session.Errors.Select(error => error.Exception.Message[..8]));
        Assert.Empty(scene.Inputs);
    }

    [Theory]
    [InlineData("@{ a = 1 }", "the key Text")]
    [InlineData("@{ Text = @{ a = 1 } }", "Put a string into Text")]
    [InlineData("@{ a = 1 }.GetEnumerator()", "ForEach-Object Value")]
    [InlineData("[System.Collections.Generic.KeyValuePair[string, int]]::new('a', 1)", "ForEach-Object Value")]
    [InlineData("[pscustomobject]@{ Text = @{ a = 1 } }", "Put a string into Text")]
    [InlineData("[pscustomobject]@{ Text = [pscustomobject]@{ a = 1 } }", "Put a string into Text")]
    [InlineData("[pscustomobject]@{ Text = 'a', @{ a = 1 } }", "Put a string into Text")]
    [InlineData("[pscustomobject]@{ Text = [System.Diagnostics.Process]::new() }", "Put a string into Text")]
    [InlineData(
        "[pscustomobject]@{ Name = 'n'; Body = 'b' }", "Select-Object *, @{ Name = 'Text'; Expression = 'Body' }")]
    [InlineData("[pscustomobject]@{ 'Text;Voice' = 'Hello;sage' }", "Import-Csv -Delimiter ';'")]
    [InlineData("[pscustomobject]@{ \"Voice`tText\" = 'x' }", "Import-Csv -Delimiter \"`t\"")]
    [InlineData("[pscustomobject]@{ Path = 'a.txt' }", "@{ Name = 'LiteralPath'; Expression = 'Path' }")]
    [InlineData("[xml] '<page><title>one</title></page>'", "ForEach-Object InnerText")]
    [InlineData("[xml] '<html><body><p>one</p></body></html>'", "-InputFormat Html speaks the page")]
    [InlineData("([xml] '<item><title>one</title><description>two</description></item>').item",
        "ForEach-Object description | ConvertTo-Speech -InputFormat Html")]
    [InlineData("[pscustomobject]@{ Content = [byte[]](80, 75) }", "-InputObject $answer.Content -InputFormat Epub")]
    [InlineData("[System.Timers.Timer]::new()", "ForEach-Object <property>")]
    [InlineData("[pscustomobject]@{ lines = @{ Text = 'a' }, @{ Text = 'b' } }", "ForEach-Object lines")]
    [InlineData("[pscustomobject]@{ Sprecher = 'Anna'; Satz = 'Guten Morgen.' }", "Expression = 'Satz'")]
    [InlineData("[System.IO.StringReader]::new('text')", "ReadToEnd()")]
    [InlineData("[regex]::Match('one', 'o')", "ForEach-Object Value")]
    [InlineData("([xml] '<page><title>one</title></page>').page", "ForEach-Object InnerText")]
    [InlineData("([System.Exception]::new('oh'))", "ForEach-Object Message")]
    [InlineData("[System.Management.Automation.ErrorRecord]::new('oh', 'id', 0, 1)", "ForEach-Object ToString")]
    [InlineData("[System.Security.SecureString]::new()", "Out-String")]
    public async Task An_object_without_a_text_is_refused_with_the_way_to_one(string input, string advice)
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run($"{input} | ConvertTo-Speech -OutFile a.mp3");

        Assert.Equal("InputHasNoText", scene.Session.ErrorId);
        ErrorRecord error = scene.Session.Errors[0];
        Assert.StartsWith("Record 1 for 'a.mp3' has no text: ", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(scene.Inputs);
        Assert.Empty(scene.Entries);
    }

    [Theory]
    [InlineData("'{\\rtf1\\ansi', 'Hello\\par}'", "an RTF document", "-o 'file.docx' 'file'", true)]
    [InlineData("\"%PDF-1.7`n%`u{FFFD}`u{FFFD}\"", "a PDF document", "pdftotext", false)]
    [InlineData("\"PK`u{3}`u{4}`u{14}`0\"", "a zip archive", "Expand-Archive", false)]
    [InlineData("& { $line = [psobject] '{\\rtf1}'; "
        + "$line.PSObject.Properties.Add([psnoteproperty]::new('PSChildName', 'a b.rtf')); $line }",
        "an RTF document", "-o 'a b.docx' 'a b.rtf'", false)]
    public async Task A_document_that_was_read_as_text_is_refused(
        string input, string kind, string advice, bool hasMore)
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run($"{input} | ConvertTo-Speech -OutFile a.mp3");

        Assert.Equal(hasMore ? ["InputHasNoText", "RecordsRejected"] : ["InputHasNoText"], scene.Session.ErrorIds);
        ErrorRecord error = scene.Session.Errors[0];
        Assert.Equal(
            $"Record 1 for 'a.mp3' has no text: it is the inside of {kind}.", error.Exception.Message);
        Assert.Contains(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);

        scene.Run("'A file of that kind begins with', '%PDF-1.7.' | ConvertTo-Speech -OutFile a.mp3");
        Assert.Empty(scene.Session.Errors);
        Assert.Single(scene.Inputs);
    }

    // Neither its lines nor its bytes are spoken, and the encoding is not blamed.
    [Theory]
    [InlineData(new byte[] { 0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 10, 65, 0xFE, 10 }, "an image")]
    [InlineData(new byte[] { 0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 10, 0, 0xFF, 10 }, "a program")]
    [InlineData(new byte[] { 0x1F, 0x8B, 8, 0, 0xE2, 10, 0xE2, 10 }, "a packed file")]
    public async Task A_file_that_is_no_text_is_known_by_what_Get_Content_tells_of_it(byte[] bytes, string kind)
    {
        await using TestScene scene = await TestScene.StartAsync();
        File.WriteAllBytes(scene.FileAt("a.bin"), bytes);

        scene.Session.SetVariable("path", scene.FileAt("a.bin"));

        // As Get-Content does, which is in a module of its own.
        scene.Run("""
            [IO.File]::ReadAllLines($path) | ForEach-Object {
                $_.PSObject.Properties.Add([psnoteproperty]::new('PSPath', $path)); $_
            } | ConvertTo-Speech -OutFile a.mp3
            """);

        Assert.Equal("FileNotText", scene.Session.ErrorId);
        Assert.EndsWith(
            $"is not text: it is {kind}.",
            Assert.Single(scene.Session.Errors).Exception.Message,
            StringComparison.Ordinal);
        Assert.Empty(scene.Session.Warnings);
        Assert.Empty(scene.Inputs);
    }

    [Fact]
    public async Task A_table_without_the_column_is_one_error_and_the_count_of_its_rows()
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("""
            $rows = 1..30 | ForEach-Object { [pscustomobject]@{ Line = "line $_"; Voice = 'sage' } }
            $rows | ConvertTo-Speech -OutFile a.mp3
            """);

        Assert.Equal(["InputHasNoText", "RecordsRejected"], scene.Session.ErrorIds);
        Assert.StartsWith(
            "'a.mp3' was not made: 30 of its input records",
            scene.Session.Errors[1].Exception.Message,
            StringComparison.Ordinal);

        scene.Run("""
            1..3 | ForEach-Object { [pscustomobject]@{ Line = 'x'; OutFile = "$_.mp3" } } | ConvertTo-Speech
            1..2 | ForEach-Object { [pscustomobject]@{ Line = 'x' } } | ConvertTo-Speech -OutDirectory audio
            @{ a = 1 }, 'text', @{ a = 1 } | ConvertTo-Speech -OutFile b.mp3
            """);

        Assert.Equal([.. Enumerable.Repeat("InputHasNoText", 7), "RecordsRejected"], scene.Session.ErrorIds);
        Assert.Empty(scene.Inputs);
    }

    [Theory]
    [InlineData("[datetime] '2026-01-02T03:04:05'", "01/02/2026 03:04:05")]
    [InlineData("[System.DayOfWeek]::Monday", "Monday")]
    [InlineData("[char] 'x'", "x")]
    [InlineData("1.5", "1.5")]
    [InlineData("[decimal] 1.5", "1.5")]
    [InlineData("[System.Numerics.BigInteger] 12345678901234567890", "12345678901234567890")]
    [InlineData("[uri] 'https://example.com/a'", "https://example.com/a")]
    [InlineData("[version] '1.2.3'", "1.2.3")]
    [InlineData("[semver] '1.2.3-beta'", "1.2.3-beta")]
    [InlineData("[guid]::Empty", "00000000-0000-0000-0000-000000000000")]
    [InlineData("[timespan]::FromMinutes(90)", "01:30:00")]
    [InlineData("[System.Text.StringBuilder]::new('built')", "built")]
    public async Task Values_are_said_as_PowerShell_writes_them_whether_piped_or_in_a_row(string value, string text)
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run($$"""
            [cultureinfo]::CurrentCulture = 'de-DE'
            {{value}} | ConvertTo-Speech -OutFile a.mp3
            [pscustomobject]@{ Text = {{value}} } | ConvertTo-Speech -OutFile b.mp3
            """);

        Assert.Empty(scene.Session.Errors);
        Assert.Equal([text, text], scene.Inputs);
    }

    [Theory]
    [InlineData("'one', 2", "one\n2")]
    [InlineData("$null", null)]
    [InlineData("[System.DBNull]::Value", null)]
    [InlineData("([xml] '<a><b x=\"1\">one <i>two</i></b></a>').a.b", "one two")]
    public async Task A_property_holds_lines_an_elements_content_or_nothing(string value, string? text)
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run($"[pscustomobject]@{{ Text = {value} }} | ConvertTo-Speech -OutFile a.mp3");

        Assert.Equal(text is null ? ["TextIsEmpty"] : [], scene.Session.ErrorIds);
        Assert.Equal(text is null ? [] : [text], scene.Inputs);
    }
}
