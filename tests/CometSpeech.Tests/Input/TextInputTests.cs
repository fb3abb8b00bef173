using System.Management.Automation;
using System.Text;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Input;

/// <summary>Where a text may come from, and what is said of one that is none.</summary>
public sealed class TextInputTests
{
    private const string Text = "Grüße, Ψ, \U0001F600: 7";

    [Theory]
    [InlineData("'' | ConvertTo-Speech -OutFile a.mp3")]
    [InlineData("'', \" `t\", $null, \"`r`n\" | ConvertTo-Speech -OutFile a.mp3")]
    [InlineData("$null | ConvertTo-Speech -OutFile a.mp3")]
    [InlineData("@() | ConvertTo-Speech -OutFile a.mp3")]
    [InlineData("ConvertTo-Speech '' -OutFile a.mp3")]
    [InlineData("ConvertTo-Speech -InputObject @() -OutFile a.mp3")]
    [InlineData("[pscustomobject]@{ Text = ' '; Voice = 'sage' } | ConvertTo-Speech -OutFile a.mp3")]
    [InlineData("ConvertTo-Speech ' '")]
    [InlineData("ConvertTo-Speech '* * *' -OutFile a.mp3")]
    [InlineData("'……', '', [string][char]0x201D | ConvertTo-Speech -OutFile a.mp3")]
    [InlineData("ConvertTo-Speech -Path empty.txt -OutFile a.mp3", "empty.txt")]
    public async Task Text_that_is_empty_or_blank_is_an_error_and_no_request(string script, params string[] files)
    {
        await using TestScene scene = await TestScene.StartAsync();
        Array.ForEach(files, file => scene.Write(file, "\uFEFF \r\n"));

        scene.Run(script);

        Assert.Equal("TextIsEmpty", scene.Session.ErrorId);
        Assert.Empty(scene.Server.Requests);
        Assert.Equal(files, scene.Entries);
    }

    [Fact]
    public async Task Signs_alone_are_sent_with_Force()
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("ConvertTo-Speech '* * *' -OutFile a.mp3 -Force");

        Assert.Equal("* * *", Assert.Single(scene.Server.Requests).Input);
        Assert.Equal(["a.mp3"], scene.Entries);
    }

    [Theory]
    [InlineData("-Path blank.txt -OutFile a.mp3", "a.mp3", "the text file '{0}' is empty")]
    [InlineData("-Path blank.txt -OutDirectory audio", "blank.mp3", "the text file '{0}' is empty")]
    [InlineData("-Path blank.txt, other.txt -OutFile a.mp3", "a.mp3", "the text file '{0}' and 1 more are empty")]
    public async Task A_text_file_without_a_text_is_named(string parameters, string audio, string message)
    {
        await using TestScene scene = await TestScene.StartAsync();
        string file = scene.Write("blank.txt", " \n");
        scene.Write("other.txt", "");

        scene.Run($"ConvertTo-Speech {parameters}");

        Assert.Equal("TextIsEmpty", scene.Session.ErrorId);
        string said = scene.Session.Errors[0].Exception.Message;
        Assert.Contains(audio, said, StringComparison.Ordinal);
        Assert.Contains(message.Replace("{0}", file, StringComparison.Ordinal), said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("utf-32BE")]
    public async Task A_byte_order_mark_tells_the_encoding_whatever_was_named(string encoding)
    {
        await using TestScene scene = await TestScene.StartAsync();
        File.WriteAllText(scene.FileAt("text.txt"), Text, Encoding.GetEncoding(encoding));

        scene.Run("""
            ConvertTo-Speech -Path text.txt -OutFile a.mp3
            ConvertTo-Speech -Path text.txt -Encoding latin1 -OutFile b.mp3
            """);

        Assert.Empty(scene.Session.Errors);
        Assert.Equal([Text, Text], scene.Inputs);
    }

    [Theory]
    [InlineData("utf8", "utf-8")]
    [InlineData("unicode", "utf-16")]
    [InlineData("bigendianunicode", "utf-16BE")]
    [InlineData("utf32", "utf-32")]
    [InlineData("bigendianutf32", "utf-32BE")]
    [InlineData("latin1", "iso-8859-1")]
    [InlineData("iso-8859-1", "iso-8859-1")]
    [InlineData("28591", "iso-8859-1")]
    [InlineData("1252", "iso-8859-1")]
    [InlineData("([Text.Encoding]::Latin1)", "iso-8859-1")]
    public async Task Without_a_mark_the_named_encoding_counts(string parameter, string encoding)
    {
        await using TestScene scene = await TestScene.StartAsync();
        File.WriteAllBytes(scene.FileAt("text.txt"), Encoding.GetEncoding(encoding).GetBytes("Grüße: 7"));

        scene.Run($"ConvertTo-Speech -Path text.txt -Encoding {parameter} -OutFile a.mp3");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(["Grüße: 7"], scene.Inputs);
    }

    [Theory]
    [InlineData(new byte[] { (byte)'a', 0xFC, (byte)'b' })]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, 0xC3 })]
    [InlineData(new byte[] { (byte)'a', 0, (byte)'b', 0 })]
    public async Task Bytes_that_are_no_text_are_an_error_that_names_the_file(byte[] bytes)
    {
        await using TestScene scene = await TestScene.StartAsync();
        File.WriteAllBytes(scene.FileAt("noise.txt"), bytes);

        scene.Run("ConvertTo-Speech -Path noise.txt -OutFile a.mp3");

        Assert.Equal("FileNotText", scene.Session.ErrorId);
        Assert.Contains(scene.FileAt("noise.txt"), scene.Session.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(scene.Server.Requests);
        Assert.Equal(["noise.txt"], scene.Entries);
    }

    [Theory]
    [InlineData("%PDF-1.7\n1 0 obj", "a PDF document", "paper.txt' - | ConvertTo-SpokenText")]
    [InlineData("{\\rtf1 Hello}", "an RTF document", "pandoc")]
    [InlineData("ID3\u0003\u0000\u0000\u0000\u0000\u0000\u000ATIT2", "an audio file", "Name the text")]
    public async Task A_document_is_refused_under_any_encoding(string bytes, string kind, string advice)
    {
        await using TestScene scene = await TestScene.StartAsync();
        // Longer than what is read at once, and short.
        foreach (int length in new[] { 0, 1_500_000 })
        {
            File.WriteAllText(scene.FileAt("paper.txt"), bytes + new string(' ', length), Encoding.Latin1);

            foreach (string encoding in new[] { "", "-Encoding latin1", "-Encoding 1252", "-Encoding utf8" })
            {
                scene.Run($"ConvertTo-Speech -Path paper.txt -OutFile a.mp3 {encoding}");

                Assert.Equal("FileNotText", scene.Session.ErrorId);
                ErrorRecord error = scene.Session.Errors[0];
                Assert.Contains(scene.FileAt("paper.txt"), error.Exception.Message, StringComparison.Ordinal);
                Assert.EndsWith($"it is {kind}.", error.Exception.Message, StringComparison.Ordinal);
                Assert.Contains(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
            }
        }

        Assert.Empty(scene.Inputs);
    }

    [Fact]
    public async Task An_object_without_text_is_an_error_that_names_its_properties()
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("[pscustomobject]@{ Title = 'one'; Body = 'two' } | ConvertTo-Speech -OutFile a.mp3");

        Assert.Equal("InputHasNoText", scene.Session.ErrorId);
        Assert.Contains("Title, Body", scene.Session.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(scene.Server.Requests);
        Assert.Empty(scene.Entries);
    }

    [Theory]
    [InlineData("[xml] '<page><title>one</title></page>'", "page")]
    [InlineData("([xml] '<page><title>one</title></page>').page", "title")]
    [InlineData("[xml]::new()", "System.Xml.XmlDocument")]
    [InlineData("([System.Collections.Generic.HashSet[string]]::new())", "Count")]
    [InlineData("[regex]::Match('one', 'o')", "Value")]
    public async Task What_can_be_enumerated_is_not_taken_apart_into_nothing(string input, string property)
    {
        await using TestScene scene = await TestScene.StartAsync();

        foreach (string command in new[] { "ConvertTo-Speech -InputObject $input1", ", $input1 | ConvertTo-Speech" })
        {
            scene.Run($"$input1 = {input}; {command} -OutFile a.mp3");

            Assert.Equal("InputHasNoText", scene.Session.ErrorId);
            Assert.Contains(property, scene.Session.Errors[0].Exception.Message, StringComparison.Ordinal);
        }

        Assert.Empty(scene.Inputs);
        Assert.Empty(scene.Entries);
    }

    [Theory]
    [InlineData("[xml] '<Text>one</Text>'", "one")]
    [InlineData("([xml] '<page><Text>one</Text><Text>two</Text></page>').page.Text", "one\ntwo")]
    [InlineData(", [System.Collections.Generic.List[string]] ('one', 'two')", "one\ntwo")]
    [InlineData("& { $list = [psobject] [int[]] (1, 2); $list.PSObject.Properties.Add($text); , $list }", "one")]
    [InlineData("[System.Linq.Enumerable]::Range(1, 3)", "1\n2\n3")]
    [InlineData(", (('one', 'two'), 'three', @())", "one\ntwo\nthree")]
    public async Task Lists_and_objects_with_a_text_are_read(string input, string expected)
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run($"$text = [psnoteproperty]::new('Text', 'one'); {input} | ConvertTo-Speech -OutFile a.mp3");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal([expected], scene.Inputs);
    }

    [Theory]
    [InlineData("[pscustomobject]@{ Text = 'one'; FullName = 'none.txt' }", "one")]
    [InlineData("@{ text = 'one' }", "one")]
    [InlineData("42", "42")]
    [InlineData("[double]3.5", "3.5")]
    [InlineData("[IO.FileInfo]\"$folder/a[1].txt\"", "bracket")]
    [InlineData("[pscustomobject]@{ FullName = 'a1.txt' }", "plain")]
    [InlineData("[pscustomobject]@{ LiteralPath = 'a[1].txt' }", "bracket")]
    [InlineData(
        "& { $line = [psobject]'one'; "
            + "$line.PSObject.Properties.Add([psnoteproperty]::new('PSPath', 'a1.txt')); $line }",
        "one")]
    public async Task An_object_says_its_text_or_its_files(string input, string expected)
    {
        await using TestScene scene = await SceneWithFilesAsync();
        scene.Session.SetVariable("folder", scene.Folder);

        scene.Run($"[cultureinfo]::CurrentCulture = 'de-DE'; {input} | ConvertTo-Speech -OutFile a.mp3");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal([expected], scene.Inputs);
    }

    private static async Task<TestScene> SceneWithFilesAsync()
    {
        TestScene scene = await TestScene.StartAsync();
        scene.Write("a1.txt", "plain");
        scene.Write("a[1].txt", "bracket");
        Directory.CreateDirectory(scene.FileAt("folder"));
        return scene;
    }
}
