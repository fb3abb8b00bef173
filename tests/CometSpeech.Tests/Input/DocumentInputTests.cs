using System.Management.Automation;
using System.Text;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Input;

/// <summary>What <c>-InputFormat</c> makes of files and strings.</summary>
public sealed class DocumentInputTests
{
    private const string Readme = """
        # The *Project*

        It does [much](https://example.com/much).

        ## Install

        ```powershell
        Install-Thing
        ```

        Run `it` now.

        ## Use

        - First
        - Second
        """;

    private static readonly string[] s_spoken =
        ["The Project.\n\nIt does much.", "Install.\n\nRun it now.", "Use.\n\nFirst.\n\nSecond."];

    [Theory]
    [InlineData("ConvertTo-Speech -Path README.md -OutFile a.mp3")]
    [InlineData("[IO.FileInfo] \"$PWD/README.md\" | ConvertTo-Speech -OutFile a.mp3")]
    [InlineData("Get-Content README.md | ConvertTo-Speech -InputFormat Markdown -OutFile a.mp3")]
    [InlineData("Get-Content README.md -Raw | ConvertTo-Speech -InputFormat Markdown -OutFile a.mp3")]
    [InlineData("[pscustomobject]@{ Text = Get-Content README.md -Raw } | "
        + "ConvertTo-Speech -InputFormat Markdown -OutFile a.mp3")]
    [InlineData("ConvertTo-Speech ([IO.File]::ReadAllBytes(\"$PWD/README.md\")) -InputFormat Markdown -OutFile a.mp3")]
    [InlineData("ConvertTo-Speech -Path README.txt -InputFormat Markdown -OutFile a.mp3")]
    [InlineData("ConvertTo-SpokenText -Path README.md | ConvertTo-Speech -OutFile a.mp3")]
    [InlineData("ConvertTo-SpokenText -Path README.md | ConvertTo-Speech -InputFormat Html -OutFile a.mp3")]
    [InlineData("Get-Content README.md | ConvertTo-SpokenText -InputFormat Markdown | ConvertTo-Speech -OutFile a.mp3")]
    public async Task Markdown_is_spoken_chapter_by_chapter_whichever_way_it_comes(string command)
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write("README.md", Readme);
        scene.Write("README.txt", Readme);

        PSObject file = Assert.Single(scene.Run($"{StandIns.GetContent}\n{command} -PassThru"));

        Assert.Empty(scene.Session.Errors);
        Assert.Empty(scene.Session.Warnings);
        Assert.Equal(s_spoken.Order(StringComparer.Ordinal), scene.Inputs.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["The Project", "Install", "Use"],
            ((IEnumerable<object>)file.Properties["Chapters"].Value).Select(chapter => chapter.ToString()));
    }

    [Theory]
    [InlineData("ConvertTo-Speech -Path book.epub")]
    [InlineData("ConvertTo-Speech -Path book.zip -InputFormat Epub")]
    [InlineData("ConvertTo-Speech ([IO.File]::ReadAllBytes(\"$PWD/book.epub\")) -InputFormat Epub")]
    [InlineData("ConvertTo-SpokenText -Path book.epub | ConvertTo-Speech")]
    public async Task A_book_is_spoken_chapter_by_chapter(string command)
    {
        await using TestScene scene = await TestScene.StartAsync();
        TestBook.Write(scene.FileAt("book.epub"));
        TestBook.Write(scene.FileAt("book.zip"));

        PSObject file = Assert.Single(scene.Run($"{command} -OutFile book.mp3 -PassThru"));

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(
            ["Appendix.\n\nMore of it.", "The Beginning.\n\nIt was once.", "The End.\n\nIt was over at last."],
            scene.Inputs.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["The Beginning", "The End", "Appendix"],
            ((IEnumerable<object>)file.Properties["Chapters"].Value).Select(chapter => chapter.ToString()));
    }

    [Fact]
    public async Task Files_of_a_folder_are_each_read_as_their_extension_says()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write("a.md", "*one*");
        scene.Write("b.html", "<p>two &amp; <b>three</b>");
        scene.Write("c.txt", "*four*");

        scene.Run("ConvertTo-Speech -Path a.md, b.html, c.txt -OutDirectory audio");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(["*four*", "one.", "two & three."], scene.Inputs.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["a.mp3", "b.mp3", "c.mp3"],
            Directory.GetFiles(scene.FileAt("audio")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("'<p>Hello <b>you</b>', 'and <i>me</i></p>'", "Hello you and me.")]
    [InlineData("\"<main>one</main>`n<p>no\", \"<main>two</main>`n<p>no\"", "one.\n\ntwo.")]
    [InlineData("[pscustomobject]@{ Text = '<p>one' }, [pscustomobject]@{ Text = 'two' }", "one.\n\ntwo.")]
    [InlineData("[xml]'<html><head><title>no</title></head><body><p>one</p></body></html>'", "one.")]
    [InlineData("([xml]'<a><description>&lt;p&gt;one</description></a>').a.SelectSingleNode('description')", "one.")]
    [InlineData("([xml]'<c><div xmlns=\"http://www.w3.org/1999/xhtml\">one</div></c>').DocumentElement", "one.")]
    public async Task Strings_lines_rows_and_nodes_are_read_as_HTML(string input, string expected)
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run($"{input} | ConvertTo-Speech -InputFormat Html -OutFile a.mp3");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(expected, Assert.Single(scene.Inputs));
    }

    [Theory]
    [InlineData("ConvertTo-Speech -Path a.md, b.md -OutFile a.mp3")]
    [InlineData("& { Get-Content a.md; Get-Content b.md } | ConvertTo-Speech -InputFormat Markdown -OutFile a.mp3")]
    [InlineData("& { Get-Content a.md; 'and'; Get-Content b.md } | "
        + "Where-Object { $_ -ne 'and' } | ConvertTo-Speech -InputFormat Markdown -OutFile a.mp3")]
    [InlineData("& { Get-Content a.md -Raw; Get-Content b.md -Raw } | "
        + "ConvertTo-Speech -InputFormat Markdown -OutFile a.mp3")]
    [InlineData("& { Get-Content a.md; Get-Content b.md } | ConvertTo-SpokenText -InputFormat Markdown | "
        + "ConvertTo-Speech -OutFile a.mp3")]
    public async Task Lines_of_several_files_are_a_document_and_a_chapter_each(string command)
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write("a.md", "# One\n\n```\nnever closed\n");
        scene.Write("b.md", "---\ntitle: no\n---\n# Two\n\nwords\n");

        PSObject file = Assert.Single(scene.Run($"{StandIns.GetContent}\n{command} -PassThru"));

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(["One.", "Two.\n\nwords."], scene.Inputs.Order(StringComparer.Ordinal));
        Assert.Equal(2, ((IEnumerable<object>)file.Properties["Chapters"].Value).Count());
    }

    [Fact]
    public async Task A_line_that_a_script_put_in_belongs_to_the_document_around_it()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write("a.md", "```\nno\n\nnot this\n");

        scene.Run(StandIns.GetContent + """

            Get-Content a.md | ForEach-Object { $_; 'nor this' } |
                ConvertTo-Speech -InputFormat Markdown -OutFile a.mp3
            """);

        Assert.Equal("TextIsEmpty,CometSpeech.Commands.ConvertToSpeechCommand",
            Assert.Single(scene.Session.Errors).FullyQualifiedErrorId);
        Assert.Empty(scene.Inputs);
    }

    [Fact]
    public async Task Text_behind_a_document_is_a_paragraph_of_its_own()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write("a.md", "# One");

        scene.Run("[IO.FileInfo] \"$PWD/a.md\", 'and *this*' | ConvertTo-Speech -OutFile a.mp3");

        Assert.Equal("One.\n\nand *this*", Assert.Single(scene.Inputs));
    }

    [Fact]
    public async Task In_a_folder_each_string_is_a_document_of_its_own()
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("'# one', '*two*' | ConvertTo-Speech -InputFormat Markdown -OutDirectory audio");

        Assert.Equal(["one.", "two."], scene.Inputs.Order(StringComparer.Ordinal));
        Assert.Equal(2, Directory.GetFiles(scene.FileAt("audio")).Length);
    }

    [Fact]
    public async Task A_change_of_voice_ends_a_document()
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("""
            '# A', '', 'one *two*', 'B: three' |
                ConvertTo-Speech -InputFormat Markdown -OutFile a.mp3 -Voice {
                    if ($_ -match '^B:') { 'sage' } else { 'ash' }
                }
            """);

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(
            [("A.\n\none two.", "ash"), ("B: three.", "sage")],
            scene.Server.Requests.Select(request => (request.Input, request.Voice)).OrderBy(sent => sent.Input));
    }

    [Fact]
    public async Task Text_is_sent_as_it_stands_and_a_document_is_cleaned()
    {
        await using TestScene scene = await TestScene.StartAsync();
        const string text = "See https://www.example.com/x \U0001F389 now!!!!";
        scene.Write("a.txt", text);
        scene.Write("a.md", text);

        scene.Run("ConvertTo-Speech -Path a.txt, a.md -OutFile a.mp3");

        Assert.Equal([text, "See example.com now!"], scene.Inputs.OrderByDescending(input => input!.Length));
    }

    [Fact]
    public async Task A_page_is_read_in_the_encoding_that_it_names()
    {
        await using TestScene scene = await TestScene.StartAsync();
        const string page = "<html><head><meta charset=\"iso-8859-1\"></head><body>Gr\u00FC\u00DFe</body></html>";
        File.WriteAllText(scene.FileAt("a.html"), page, Encoding.Latin1);
        File.WriteAllText(scene.FileAt("b.html"), page, Encoding.UTF8);

        scene.Run("ConvertTo-Speech -Path a.html -OutFile a.mp3");
        scene.Run("ConvertTo-Speech -Path b.html -OutFile b.mp3");
        scene.Run("ConvertTo-Speech -Path a.html -OutFile c.mp3 -Encoding utf8");

        Assert.Equal(["FileNotText"], scene.Session.ErrorIds);
        Assert.Equal(["Gr\u00FC\u00DFe.", "Gr\u00FC\u00DFe."], scene.Inputs);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("-InputFormat Auto", true)]
    [InlineData("-InputFormat Text", false)]
    [InlineData("-InputFormat Markdown", false)]
    public async Task Lines_of_Markdown_that_are_spoken_as_text_are_one_warning(string parameters, bool warns)
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write("README.md", Readme);

        scene.Run($"{StandIns.GetContent}\nGet-Content README.md | ConvertTo-Speech -OutFile a.mp3 {parameters}");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(warns ? 1 : 0, scene.Session.Warnings.Count);
        Assert.All(
            scene.Session.Warnings,
            warning => Assert.Contains("-InputFormat Markdown", warning, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Verbose_tells_what_was_left_out()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write("README.md", Readme);

        scene.Run("ConvertTo-Speech -Path README.md -OutFile a.mp3 -Verbose");

        int spoken = string.Join("\n\n", s_spoken).Length;
        Assert.Contains(
            $"README.md: {spoken} of {Readme.Length} characters; left out: 1 code block", scene.Session.Verbose);
    }

    [Fact]
    public async Task Sample_page_of_the_local_server_is_spoken_as_it_was_recorded()
    {
        var options = new LocalServerOptions { Engine = EngineKind.Recorded };
        await using TestScene scene = await TestScene.StartAsync(options);
        scene.Session.SetVariable("page", Recordings.SamplePage);

        PSObject file = scene.Run(
            "$page | ConvertTo-Speech -InputFormat Markdown -Voice sage -OutFile a.mp3 -PassThru").Single();

        Assert.Equal(
            Recordings.SampleTexts.Order(StringComparer.Ordinal), scene.Inputs.Order(StringComparer.Ordinal));
        Assert.Equal(3, ((object[])file.Properties["Chapters"].Value).Length);
    }
}
