using System.Text.RegularExpressions;
using CometSpeech.Core.Wording;

namespace CometSpeech.Core.Tests.Wording;

public sealed class PronunciationTests
{
    [Theory]
    [InlineData("kubectl=cube control", "Run kubectl. Kubectl's output; my_kubectl_x kubectl-plugin kubectls",
        "Run cube control. Cube control's output; my_kubectl_x cube control-plugin kubectls")]
    [InlineData("C#=C sharp|C=see", "C# and C, (C#)", "C sharp and see, (C sharp)")]
    [InlineData(".NET=dot net|ASP.NET=A S P dot net", ".NET 8, ASP.NET Core", "dot net 8, A S P dot net Core")]
    [InlineData("US=United States", "tell us about the US. US-based U.S.",
        "tell us about the United States. United States-based U.S.")]
    [InlineData("New York=the city|New York Times=the Times", "New York, New\nYork Times", "the city, the Times")]
    [InlineData("cat=kat", "concatenate cat cats", "concatenate kat cats")]
    [InlineData("SQL=sequel", "MySQL SQL T-SQL", "MySQL sequel T-sequel")]
    [InlineData("東京=とうきょう", "東京都へ", "とうきょう都へ")]
    [InlineData("na\u00EFve=nigh eve", "na\u00EFve, nai\u0308ve", "nigh eve, nigh eve")]
    [InlineData("nai\u0308ve=nigh eve", "na\u00EFve, nai\u0308ve", "nigh eve, nigh eve")]
    [InlineData("A=B|B=C", "A B", "B C")]
    // Beyond the agreement's table.
    [InlineData("New York=NY", "New\n\nYork New \t\r\n York New\u2029York", "New\n\nYork NY New\u2029York")]
    [InlineData("don't=do not|l’eau=lo", "don’t don't l'eau", "do not do not lo")]
    [InlineData("polish=pollish|Polish=poe-lish", "Polish polish POLISH", "poe-lish pollish Pollish")]
    [InlineData("iPhone=eye phone", "新iPhone発売 iphone", "新eye phone発売 iphone")]
    [InlineData("ไทย=thai", "ประเทศไทยคือ", "ประเทศthaiคือ")]
    [InlineData("می=x", "می\u200Cخواهم می", "می\u200Cخواهم x")]
    [InlineData("e=x", "e e\u0301 q\u0301e\u0316", "x \u00E9 q\u0301e\u0316")]
    [InlineData("&=and|%=percent", "R&D, 5% & more", "R and D, 5 percent and more")]
    [InlineData("um=", "So um, well (um) I um. Um Um yes", "So, well I. yes")]
    [InlineData("éclair=ay clair", "Éclair ÉCLAIR éclair", "Ay clair Ay clair ay clair")]
    [InlineData("2FA=two factor|v2=version two", "2FA v2 v2.1 V2 x2FA",
        "two factor version two version two.1 Version two x2FA")]
    [InlineData("a b c=x|a b=y|b=z", "a b d b a b c", "y d z x")]
    public void Says_what_the_entries_say(string entries, string text, string spoken) =>
        Assert.Equal(spoken, Create(entries).Apply(text));

    [Fact]
    public void Returns_the_same_instance_where_no_entry_meets_it()
    {
        string text = new("nai\u0308ve \uD83D text".ToCharArray());

        Assert.Same(text, Create("cat=kat").Apply(text));
        Assert.Same(text, Pronunciation.Create([]).Apply(text));
        Assert.True(Pronunciation.Create([[]]).IsEmpty);
    }

    [Fact]
    public void What_is_no_character_stays_and_so_does_what_is_around_it()
    {
        foreach (char unit in "\uD83D\uFFFE")
        {
            Pronunciation pronunciation =
                Pronunciation.Create([[new("na\u00EFve" + unit, "simple"), new("cat", "kat")]]);

            Assert.Equal($"simple {unit} kat", pronunciation.Apply($"nai\u0308ve{unit} {unit} cat"));
        }
    }

    [Fact]
    public void Lets_a_later_source_win()
    {
        Pronunciation pronunciation = Pronunciation.Create(
            [[new("SQL", "sequel"), new("cat", "kat")], [new("sql", "ess cue ell"), new("Cat", "feline")]]);

        Assert.Equal("Ess cue ell kat feline", pronunciation.Apply("SQL cat Cat"));
    }

    [Fact]
    public void Compares_capitals_as_an_entry_asks()
    {
        Pronunciation pronunciation = Pronunciation.Create(
        [
            [
                new("NASA", "nassa") { CaseSensitive = false },
                new("go", "golang") { CaseSensitive = true },
            ],
        ]);

        Assert.Equal("nassa nassa golang Go", pronunciation.Apply("NASA Nasa go Go"));
    }

    [Fact]
    public void Applies_regular_expressions_after_the_words_in_their_order()
    {
        Pronunciation pronunciation = Pronunciation.Create(
        [
            [new(@"\bv(\d+)\.(\d+)", "version $1 point $2") { IsRegex = true }, new("point", "dot") { IsRegex = true }],
            [new("alpha", "v1.2"), new("ERROR", "fault") { IsRegex = true, CaseSensitive = false }],
            [new("[a-c]+", "x") { IsRegex = true, RegexOptions = RegexOptions.IgnoreCase }],
        ]);

        Assert.Equal("version 1 dot 2 x fxult", pronunciation.Apply("alpha ABC error"));
    }

    [Theory]
    [InlineData("", "has no text")]
    [InlineData(" \t", "has no text")]
    public void Refuses_an_entry_without_a_text(string text, string message)
    {
        var e = Assert.Throws<PronunciationException>(
            () => Pronunciation.Create([[new(text, "x") { Path = "words.csv", Line = 3 }]]));

        Assert.Equal("'words.csv', line 3: an entry has no text.", e.Message);
        Assert.Contains(message, e.Message);
        Assert.Equal(("words.csv", 3), (e.Path, e.Line));
    }

    [Theory]
    [InlineData("cat", "cat")]
    [InlineData("New York", "New  York")]
    [InlineData("na\u00EFve", "nai\u0308ve")]
    [InlineData("don't", "don’t")]
    public void Refuses_an_entry_that_stands_in_a_source_twice(string one, string other)
    {
        var e = Assert.Throws<PronunciationException>(() => Pronunciation.Create([[new(one, "x"), new(other, "y")]]));

        Assert.Equal($"the entry '{other}' stands there twice.", e.Message);
    }

    [Fact]
    public void Refuses_what_is_no_regular_expression()
    {
        var e = Assert.Throws<PronunciationException>(
            () => Pronunciation.Create([[new("(a", "x") { IsRegex = true, Path = "words.csv", Line = 7 }]]));

        Assert.StartsWith("'words.csv', line 7: '(a' is no regular expression: ", e.Message);
    }

    [Fact]
    public void Ends_a_regular_expression_that_goes_back_and_forth()
    {
        Pronunciation pronunciation = Pronunciation.Create([[new("(a+)+$", "x") { IsRegex = true }]]);

        var e = Assert.Throws<PronunciationException>(() => pronunciation.Apply(new string('a', 40) + "!"));

        Assert.Contains("'(a+)+$' takes more than 1 s for a text of 41 characters", e.Message);
    }

    private static Pronunciation Create(string entries) => Pronunciation.Create(
        [entries.Split('|').Select(pair => pair.Split('=')).Select(pair => new PronunciationEntry(pair[0], pair[1]))]);
}
