using System.Text;
using CometSpeech.Core.Wording;

namespace CometSpeech.Core.Tests.Wording;

public sealed class PronunciationFileTests : IDisposable
{
    private const string Lexicon = "<lexicon version=\"1.0\" alphabet=\"ipa\" xml:lang=\"en\" "
        + "xmlns=\"http://www.w3.org/2005/01/pronunciation-lexicon\">";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("words.csv", "Text,Spoken\nkubectl,cube control\n")]
    [InlineData("words.csv", "\uFEFF\"Text\",\"Spoken\"\r\n\"kubectl\",\"cube control\"\r\n")]
    [InlineData("words.csv", "Text, Note, Spoken\n \"kubectl\",x, \t\"cube control\"\n")]
    [InlineData("words.csv", "#TYPE System.Management.Automation.PSCustomObject\r\n"
        + "Text;Note;Spoken\r\nkubectl;a, b;cube control")]
    [InlineData("words.CSV", "spoken,TEXT,Regex\n\ncube control,kubectl,\n")]
    [InlineData("words.tsv", "Text\tNote\tSpoken\nkubectl\t\t \"cube control\"\n")]
    [InlineData("words.tsv", "Text\tSpoken\tCaseSensitive\nkubectl\t\"cube control\"\t\n")]
    [InlineData("words.json", "{ \"kubectl\": \"cube control\" }")]
    [InlineData("words.json", "[ // a comment\n "
        + "{ \"text\": \"kubectl\", \"Spoken\": \"cube control\", \"Note\": { \"by\": [1] } }, ]")]
    [InlineData("words.pls", Lexicon
        + "<lexeme><grapheme>kubectl</grapheme><alias> cube\n control </alias></lexeme></lexicon>")]
    [InlineData("words.xml", "<!DOCTYPE lexicon SYSTEM \"http://localhost:1/x.dtd\"><lexicon><lexeme role=\"x\">"
        + "<grapheme>kubectl</grapheme><phoneme>x</phoneme><alias>no</alias><alias prefer=\"true\">cube control</alias>"
        + "<example>kubectl get</example></lexeme></lexicon>")]
    public void Reads_what_people_write(string name, string content)
    {
        PronunciationEntry entry = Assert.Single(Read(name, content).Entries);

        Assert.Equal(
            ("kubectl", "cube control", null, false), (entry.Text, entry.Spoken, entry.CaseSensitive, entry.IsRegex));
    }

    [Fact]
    public void Reads_quotes_line_breaks_and_flags_of_a_table()
    {
        IReadOnlyList<PronunciationEntry> entries = Read(
            "words.csv",
            "Text,Spoken,CaseSensitive,Regex\r\n"
                + "\"say \"\"hi\"\"\",\"a\r\nb\",True,\r\n\\bv(\\d),version $1,,true\r\num,,FALSE,0\r\n")
            .Entries;

        Assert.Equal(
            [
                ("say \"hi\"", "a\r\nb", true, false, 2),
                (@"\bv(\d)", "version $1", null, true, 4),
                ("um", "", false, false, 5),
            ],
            entries.Select(entry => (entry.Text, entry.Spoken, entry.CaseSensitive, entry.IsRegex, entry.Line)));
    }

    [Fact]
    public void Reads_the_members_of_a_list_in_JSON()
    {
        IReadOnlyList<PronunciationEntry> entries = Read(
            "words.json",
            "[\n{ \"Text\": \"24/7\", \"Spoken\": 247, \"CaseSensitive\": true },\n"
                + "{ \"Text\": \"a+\", \"Spoken\": null, \"Regex\": true }\n]").Entries;

        Assert.Equal(
            [("24/7", "247", true, false, 2), ("a+", "", null, true, 3)],
            entries.Select(entry => (entry.Text, entry.Spoken, entry.CaseSensitive, entry.IsRegex, entry.Line)));
    }

    [Fact]
    public void Takes_graphemes_that_are_one_word_once()
    {
        PronunciationFile lexicon = Read(
            "words.pls",
            Lexicon + "<lexeme><grapheme>don't</grapheme><grapheme>don’t</grapheme><alias>do not</alias></lexeme>"
                + "<lexeme><grapheme>caf\u00E9</grapheme><grapheme>cafe\u0301</grapheme><alias>bar</alias></lexeme>"
                + "</lexicon>");

        Assert.Equal("I do not, bar.", Pronunciation.Create([lexicon.Entries]).Apply("I don’t, cafe\u0301."));
    }

    [Fact]
    public void Takes_every_grapheme_of_a_lexeme_and_counts_those_with_phonemes_only()
    {
        PronunciationFile file = Read(
            "words.pls",
            Lexicon + "\n<lexeme><grapheme>W3C</grapheme><grapheme>WWWC</grapheme><alias>consortium</alias></lexeme>\n"
                + "<lexeme><grapheme>tomato</grapheme><phoneme>x</phoneme></lexeme>\n"
                + "<lexeme><grapheme>W3C</grapheme><alias>other</alias></lexeme></lexicon>");

        Assert.Equal([("W3C", "consortium", 2), ("WWWC", "consortium", 2)],
            file.Entries.Select(entry => (entry.Text, entry.Spoken, entry.Line)));
        Assert.Equal(1, file.LexemesWithoutAlias);
    }

    [Fact]
    public void Reads_text_with_a_byte_order_mark_of_UTF_16()
    {
        string path = _folder["words.csv"];
        File.WriteAllText(path, "Text,Spoken\nnaïve,nigh eve", Encoding.Unicode);

        Assert.Equal("naïve", PronunciationFile.Read(path).Entries.Single().Text);
    }

    [Theory]
    [InlineData("words.csv", "", 0, "it is empty")]
    [InlineData("words.csv", "Word,Spoken\na,b", 1, "it has no column Text; its first line names: Word, Spoken.")]
    [InlineData("words.csv", "Text\na", 1, "it has no column Spoken")]
    [InlineData("words.csv", "Text,Spoken\na,b\n\nc", 4, "the line has fewer values")]
    [InlineData("words.csv", "Text,Spoken\na,b\n\"c,d\n", 3, "a quotation mark is opened and not closed.")]
    [InlineData("words.csv", "Text,Spoken,Regex\na,b,maybe", 2, "Regex is 'maybe'; it can be true or false.")]
    [InlineData("words.json", "{\n \"a\": \"b\",\n \"c\" }", 3, "it is no JSON: ")]
    [InlineData("words.json", "{\n \"a\": { \"b\": 1 } }", 2, "the value of 'a' is no text.")]
    [InlineData("words.json", "\"a\"", 1, "it is neither an object of pairs nor a list of objects.")]
    [InlineData("words.json", "[\n1]", 2, "the list holds something that is no object.")]
    [InlineData("words.json", "[\n{ \"Text\": \"a\" }]", 2, "an object has no member Spoken.")]
    [InlineData("words.json", "[{ \"Text\": \"a\",\n\"text\": \"b\" }]", 2, "the member 'text' stands there twice.")]
    [InlineData("words.json", "[{ \"Text\": \"a\", \"Spoken\": \"b\", \"Regex\": 1 }]", 1,
        "Regex can be true or false.")]
    [InlineData("words.json", "[[[[[[[[[[]]]]]]]]]]", 1, "the list holds something that is no object.")]
    [InlineData("words.json", "{} {}", 1, "it is no JSON: ")]
    [InlineData("words.json", "{ \"a\": \"\\uD83D\" }", 0, "a text in it holds half of a character")]
    [InlineData("words.json", "{ \"\\uDC00\": \"a\" }", 0, "a text in it holds half of a character")]
    [InlineData("words.json", "[{ \"\\uDC00\": \"a\" }]", 0, "a text in it holds half of a character")]
    [InlineData("words.pls", "<lexicon>\n<lexeme>", 2, "it is no XML: ")]
    [InlineData("words.pls", "<?xml version=\"1.0\u0301\" encoding=\"UTF-8\"?>", 1, "it is no XML: ")]
    [InlineData("words.pls", "<lexicon>\n<lexeme><alias>a</alias></lexeme></lexicon>", 2, "a lexeme has no grapheme.")]
    [InlineData("words.xml", "<html/>", 1, "it is no pronunciation lexicon: its root is 'html'")]
    [InlineData("words.pls", "<!DOCTYPE l [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><lexicon><lexeme>\n"
        + "<grapheme>a</grapheme><alias>&e;</alias></lexeme></lexicon>", 2, "it is no XML: ")]
    [InlineData("words.txt", "Text,Spoken", 0, "a pronunciation file ends in .csv, .tsv, .json, .psd1, .pls or .xml.")]
    public void Tells_file_and_line_of_what_it_cannot_read(string name, string content, int line, string message)
    {
        var e = Assert.Throws<PronunciationException>(() => Read(name, content));

        string path = _folder[name];
        Assert.StartsWith($"'{path}'{(line > 0 ? $", line {line}" : "")}: {message}", e.Message);
        Assert.Equal((path, line), (e.Path, e.Line));
    }

    [Fact]
    public void Refuses_bytes_that_are_no_UTF_8()
    {
        string path = _folder["words.csv"];
        File.WriteAllBytes(path, [.. Encoding.ASCII.GetBytes("Text,Spoken\n"), 0xEF, 0x2C, 0x61]);

        Assert.Contains(
            "it is not UTF-8", Assert.Throws<PronunciationException>(() => PronunciationFile.Read(path)).Message);
    }

    [Fact]
    public void Refuses_a_file_that_is_not_there()
    {
        string path = _folder["none.csv"];

        Assert.StartsWith(
            $"'{path}': there is no such file.",
            Assert.Throws<PronunciationException>(() => PronunciationFile.Read(path)).Message);
    }

    [Fact]
    public void Refuses_deep_and_large_files()
    {
        string deep = "<lexicon>" + string.Concat(Enumerable.Repeat("<metadata>", 10_000));
        string large = "Text,Spoken\n" + new string('a', PronunciationFile.MaxLength);

        Assert.Contains(
            "nested too deeply", Assert.Throws<PronunciationException>(() => Read("words.pls", deep)).Message);
        Assert.Contains(
            "more than 4 MiB", Assert.Throws<PronunciationException>(() => Read("words.csv", large)).Message);
    }

    [Fact]
    public void Reads_mutated_files_or_refuses_them()
    {
        (string Name, string Content)[] files =
        [
            ("words.csv", "Text,Spoken,Regex\n\"a\"\"b\",c,true\nd;e,\"f\ng\",\n"),
            ("words.json", "[{ \"Text\": \"a\", \"Spoken\": \"b\", \"Regex\": false }, "
                + "{ \"Text\": \"\\u00e9\", \"Spoken\": 1 }]"),
            ("words.json", "{ \"a\": \"b\", \"c\": null }"),
            ("words.pls", Lexicon + "<lexeme><grapheme>a</grapheme><alias>b</alias></lexeme></lexicon>"),
        ];
        const string Signs = "\"',;<>&{}[]\n\\/ x";
        var random = new Random(10);
        int refused = 0;
        for (int i = 0; i < 4_000; i++)
        {
            (string name, string content) = files[i % files.Length];
            byte[] bytes = Encoding.UTF8.GetBytes(content);
            for (int change = random.Next(3); change >= 0; change--)
            {
                byte value = (byte)(random.Next(4) == 0 ? random.Next(256) : Signs[random.Next(Signs.Length)]);
                bytes[random.Next(bytes.Length)] = value;
            }

            string path = _folder[name];
            File.WriteAllBytes(path, bytes);
            try
            {
                Pronunciation.Create([PronunciationFile.Read(path).Entries]).Apply("a text");
            }
            catch (PronunciationException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1, 3_999);
    }

    private PronunciationFile Read(string name, string content)
    {
        string path = _folder[name];
        File.WriteAllText(path, content);
        return PronunciationFile.Read(path);
    }
}
