using System.Management.Automation;
using CometSpeech.Tests.Help;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Input;

/// <summary>What <c>-Pronunciation</c> puts in place of words, as it arrives at the service.</summary>
public sealed class PronunciationTests
{
    [Theory]
    [InlineData("@{ kubectl = 'cube control' }", "Cube control v1.2 of SQL.")]
    [InlineData("([ordered]@{ [regex]'\\bv(\\d+)\\.(\\d+)' = 'version $1 point $2'; SQL = 'sequel' })",
        "Kubectl version 1 point 2 of sequel.")]
    [InlineData("@{ SQL = 'first' }, @{ SQL = 'second' }", "Kubectl v1.2 of second.")]
    [InlineData("words.csv", "Cube control v1.2 of sequel.")]
    [InlineData("words.csv, @{ SQL = 'ess cue ell' }", "Cube control v1.2 of ess cue ell.")]
    [InlineData("w*.csv", "Cube control v1.2 of the last.")]
    [InlineData("(Get-Item words.csv)", "Cube control v1.2 of sequel.")]
    [InlineData("words.psd1", "Cube control v1.2 of 7.")]
    [InlineData("words.json", "Cube control v1.2 of.")]
    [InlineData("([pscustomobject]@{ Text = 'kubectl'; Spoken = 'one' }, "
        + "[pscustomobject]@{ Text = 'V1\\.2'; Spoken = 'two'; CaseSensitive = 'False'; Regex = $true })",
        "One two of SQL.")]
    [InlineData("@{ Text = 'SQL'; Spoken = 'row' }", "Kubectl v1.2 of row.")]
    [InlineData("@{ SQL = $null }", "Kubectl v1.2 of.")]
    [InlineData("@{ SQL = 7; of = [char]'x' }", "Kubectl v1.2 x 7.")]
    [InlineData("$null", "Kubectl v1.2 of SQL.")]
    [InlineData("@()", "Kubectl v1.2 of SQL.")]
    [InlineData("@{}", "Kubectl v1.2 of SQL.")]
    public async Task Says_what_tables_rows_and_files_say(string pronunciation, string spoken)
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write("words.csv", "Text,Spoken\nkubectl,cube control\nSQL,sequel\n");
        scene.Write("wz.csv", "Text;Spoken\nSQL;the last");
        scene.Write("words.psd1", "# of this project\n@{\n    kubectl = 'cube control'\n    SQL = 7\n}\n");
        scene.Write("words.json", "{ \"kubectl\": \"cube control\", \"SQL\": \"\" }");
        // The hosted engine has no Get-Item.
        scene.Run("function Get-Item($Path) { [IO.FileInfo]\"$PWD/$Path\" }");

        scene.Run($"'Kubectl v1.2 of SQL.' | ConvertTo-Speech -OutFile a.mp3 -Pronunciation {pronunciation}");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(spoken, Assert.Single(scene.Inputs));
    }

    [Fact]
    public async Task Says_what_the_example_file_says()
    {
        await using TestScene scene = await TestScene.StartAsync();
        string file = Path.Combine(HelpPage.RepositoryRoot, "docs", "examples", "pronunciation.csv");

        scene.Run("'Run kubectl v1.31 on .NET in New York, NY, in the US.' | "
            + $"ConvertTo-Speech -OutFile a.mp3 -Pronunciation '{file}'");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(
            "Run cube control version 1 point 31 on dot net in New York, in the United States.",
            Assert.Single(scene.Inputs));
    }

    [Fact]
    public async Task Meets_a_phrase_that_a_line_end_divides_and_cuts_what_is_spoken()
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("""
            'It was in New', 'York. So much.' | ConvertTo-Speech -OutFile a.mp3 -MaxChunkLength 30 -Pronunciation @{
                'New York' = 'the city that never sleeps'
            }
            """);

        Assert.Empty(scene.Session.Errors);
        Assert.All(scene.Inputs, input => Assert.InRange(input!.Length, 1, 30));
        Assert.Equal(
            ["It", "So", "city", "in", "much.", "never", "sleeps.", "that", "the", "was"],
            scene.Inputs.SelectMany(input => input!.Split(' ')).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_changed_entry_pays_only_for_the_chunks_that_hold_it()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Run("""
            $paragraph = 'This is a paragraph that is long enough for a chunk of its own, and says nothing at all. '
            $text = (1..4 | ForEach-Object { "$paragraph Word$_ ends it." }) -join "`n`n"
            function Speak($Words) {
                $text | ConvertTo-Speech -OutFile a.mp3 -CachePath cache -MaxChunkLength 200 -Pronunciation $Words
            }
            """);
        scene.Run("Speak @{ Word2 = 'two'; Word3 = 'three' }");
        Assert.Equal(4, scene.Inputs.Count);
        scene.Server.ClearRequests();

        scene.Run("Speak @{ Word2 = 'two'; Word3 = 'drei' }");

        Assert.Empty(scene.Session.Errors);
        Assert.EndsWith("drei ends it.", Assert.Single(scene.Inputs));
    }

    [Fact]
    public async Task WhatIf_counts_what_is_spoken()
    {
        RecordingHost host = new();
        await using TestScene scene = await TestScene.StartAsync(host: host);

        scene.Run("'Run kubectl' | ConvertTo-Speech -OutFile a.mp3 -WhatIf "
            + "-Pronunciation @{ kubectl = 'cube control' }");

        Assert.Contains("What if: 1 request, 16 characters, tts-1, alloy -> a.mp3", host.Lines);
    }

    [Fact]
    public async Task A_text_of_silent_words_is_an_empty_one()
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("'Um, um.' | ConvertTo-Speech -OutFile a.mp3 -Pronunciation @{ um = '' }");

        Assert.Equal("TextIsEmpty", scene.Session.ErrorId);
        Assert.Empty(scene.Inputs);
        Assert.Empty(scene.Entries);
    }

    [Fact]
    public async Task One_warning_counts_the_words_of_lexicons_that_have_phonemes_only()
    {
        await using TestScene scene = await TestScene.StartAsync();
        const string Lexeme = "<lexeme><grapheme>tomato</grapheme><phoneme>x</phoneme></lexeme>";
        const string Alias = "<lexeme><grapheme>W3C</grapheme><alias>they</alias></lexeme>";
        scene.Write("a.pls", $"<lexicon>{Lexeme}{Lexeme}{Alias}</lexicon>");
        scene.Write("b.xml", $"<lexicon>{Lexeme}</lexicon>");

        scene.Run("'W3C tomato' | ConvertTo-Speech -OutFile a.mp3 -Pronunciation a.pls, b.xml");

        Assert.Empty(scene.Session.Errors);
        Assert.StartsWith(
            "3 of the words in pronunciation lexicons were left out", Assert.Single(scene.Session.Warnings));
        Assert.Equal("they tomato", Assert.Single(scene.Inputs));
    }

    [Fact]
    public async Task Warning_about_one_word_is_in_the_singular()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write(
            "a.pls", "<lexicon><lexeme><grapheme>tomato</grapheme><phoneme>x</phoneme></lexeme></lexicon>");

        scene.Run("'Tomato' | ConvertTo-Speech -OutFile a.mp3 -Pronunciation a.pls");

        Assert.Equal(
            "1 of the words in pronunciation lexicons was left out: it has phonemes and no alias, and the service "
                + "takes plain text.",
            Assert.Single(scene.Session.Warnings));
    }

    [Theory]
    [InlineData("missing.csv", "missing.csv': there is no such file.")]
    [InlineData("m*.csv", "'m*.csv': no file matches it.")]
    [InlineData("none:words.csv", "'none:words.csv': there is no such file: ")]
    [InlineData("env:PATH", "'env:PATH': it belongs to the provider Environment")]
    [InlineData("folder", "folder': a pronunciation file ends in .csv, .tsv, .json, .psd1, .pls or .xml.")]
    [InlineData("words.txt", "words.txt': a pronunciation file ends in ")]
    [InlineData("twice.csv", "twice.csv', line 3: the entry 'a' stands there twice.")]
    [InlineData("run.psd1", "run.psd1', line 2: '$(Get-Date)' is no text.")]
    [InlineData("nested.psd1", "nested.psd1', line 1: '@{ b = 1 }' is no text.")]
    [InlineData("broken.psd1", "broken.psd1', line 1: it is no data file: ")]
    [InlineData("list.psd1", "list.psd1': it holds no hashtable.")]
    [InlineData("@{ '' = 'x' }", "an entry has no text.")]
    [InlineData("@{ a = @('x', 'y') }", "the value of 'a' is no text but a System.Object[].")]
    [InlineData("42", "a value of type System.Int32 is neither a hashtable, nor a path, nor an object with ")]
    [InlineData("@{ a = 'b' }, $null", "a value is $null.")]
    [InlineData("$itself", "lists are nested too deeply, or one holds itself.")]
    [InlineData("@{ Text = '('; Spoken = 'x'; Regex = $true }", "'(' is no regular expression: ")]
    [InlineData("@{ Text = 'a'; Spoken = 'x'; Regex = 'maybe' }", "Regex of a row is 'maybe'; it can be true or")]
    public async Task Ends_before_anything_is_sent_where_an_entry_cannot_be_used(string pronunciation, string message)
    {
        await using TestScene scene = await TestScene.StartAsync();
        Directory.CreateDirectory(scene.FileAt("folder"));
        scene.Write("words.txt", "Text,Spoken\na,b");
        scene.Write("twice.csv", "Text,Spoken\na,b\na,c\n");
        scene.Write("run.psd1", "@{ a = 'b'\nc = $(Get-Date) }");
        scene.Write("nested.psd1", "@{ a = @{ b = 1 } }");
        scene.Write("broken.psd1", "@{ a = ");
        scene.Write("list.psd1", "'a', 'b'");

        scene.Run("$itself = [Collections.ArrayList] @(); [void] $itself.Add($itself);"
            + $"'a text' | ConvertTo-Speech -OutFile a.mp3 -Pronunciation {pronunciation}");

        Assert.Equal("PronunciationNotReadable", scene.Session.ErrorId);
        Assert.Contains(message, scene.Session.Errors[0].ToString());
        Assert.Empty(scene.Inputs);
    }

    [Theory]
    [InlineData("'# Um', '', '# One', '', 'text', '', '# um', '', '# Two' | "
        + "ConvertTo-Speech -InputFormat Markdown -OutFile a.mp3", "One.\n\ntext.|Two.", "One|Two")]
    [InlineData("[pscustomobject]@{ Text = 'Um!'; Voice = 'sage'; Chapter = 'A' }, "
        + "[pscustomobject]@{ Text = 'Yes.'; Voice = 'nova'; Chapter = 'A' } | ConvertTo-Speech -OutFile a.mp3",
        "Yes.", "A")]
    public async Task Signs_that_are_left_of_a_silent_text_are_not_asked_for(
        string command, string spoken, string chapters)
    {
        await using TestScene scene = await TestScene.StartAsync();

        PSObject file = Assert.Single(scene.Run($"{command} -PassThru -Pronunciation @{{ um = '' }}"));

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(spoken, string.Join('|', scene.Inputs.Order(StringComparer.Ordinal)));
        Assert.Equal(chapters, string.Join('|', (IEnumerable<object>)file.Properties["Chapters"].Value));
    }

    [Fact]
    public async Task Ends_where_a_regular_expression_takes_too_long()
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("('a' * 40 + '!') | ConvertTo-Speech -OutFile a.mp3 -Pronunciation @{ [regex]'(a+)+$' = 'x' }");

        Assert.Equal("PronunciationTimedOut", scene.Session.ErrorId);
        Assert.Contains("'(a+)+$' takes more than 1 s", scene.Session.Errors[0].ToString());
        Assert.Empty(scene.Inputs);
    }
}
