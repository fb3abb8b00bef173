using CometSpeech.Core.Wording;

namespace CometSpeech.Core.Tests.Wording;

public sealed class TextCleanerTests
{
    [Theory]
    [InlineData("See https://www.example.com/a/b?c=d#e, please.", "See example.com, please.")]
    [InlineData("Go to https://example.com.", "Go to example.com.")]
    [InlineData("Go to https://example.com/!", "Go to example.com!")]
    [InlineData("(see https://en.wikipedia.org/wiki/A_(b))", "(see en.wikipedia.org)")]
    [InlineData("A <https://example.org/x> B", "A example.org B")]
    [InlineData("“https://example.org/x”", "“example.org”")]
    [InlineData("at 'http://example.org/x'.", "at 'example.org'.")]
    [InlineData("www.example.com/path and WWW.EXAMPLE.ORG.", "example.com and EXAMPLE.ORG.")]
    [InlineData("http://user:secret@localhost:8080/x", "localhost")]
    [InlineData("git+https://github.com/a/b.git", "github.com")]
    [InlineData("ssh://git@github.com/a/b", "github.com")]
    [InlineData("请看https://example.com/路径。", "请看example.com路径。")]
    [InlineData("https://例え.jp/x へ", "例え.jp へ")]
    [InlineData("https://de.wikipedia.org/wiki/Füße sind", "de.wikipedia.org sind")]
    [InlineData("mail john.doe@example.com or mailto:jane@www.example.org",
        "mail john.doe@example.com or jane@www.example.org")]
    [InlineData("https://www.com/x", "www.com")]
    [InlineData("and/or, C:\\x, 1://2, a://b, www. www.", "and/or, C:\\x, 1://2, a://b, www. www.")]
    [InlineData("{base}://{host} https://$server/x", "{base}://{host} https://$server/x")]
    [InlineData("https:// and http:///x", "https:// and http:///x")]
    public void Says_the_host_of_a_web_address(string text, string spoken) =>
        Assert.Equal(spoken, TextCleaner.Clean(text, TextCleanup.Basic));

    [Theory]
    [InlineData("Great 😀!", "Great!")]
    [InlineData("😀 Hello", "Hello")]
    [InlineData("Hello 😀", "Hello")]
    [InlineData("Hello 😀 world", "Hello world")]
    [InlineData("Hello😀world", "Hello world")]
    [InlineData("Hi!😀Bye", "Hi! Bye")]
    [InlineData("A (😀) b", "A b")]
    [InlineData("A ((😀, 😀)). B", "A. B")]
    [InlineData("- 🚀 Fast\n- ✅ Safe", "- Fast\n- Safe")]
    [InlineData("👩‍🚀👨‍👩‍👧‍👦 family 👍🏽 ok", "family ok")]
    [InlineData("🇩🇪 and 🏴󠁧󠁢󠁥󠁮󠁧󠁿 flags", "and flags")]
    [InlineData("1️⃣ One *️⃣ star #⃣", "One star")]
    [InlineData("☎ ☎️ ✓ ✔ ❤️ ★ ♥", "")]
    [InlineData("A → B, A ↔ B, © 2024 ©️ Acme™ Foo® ℹ ‼", "A → B, A ↔ B, © 2024 © Acme™ Foo® ℹ ‼")]
    [InlineData("↔️ x ⬅️ y ℹ️ z", "x y z")]
    [InlineData("F♯ and B♭, ○○大学, ❶ 20°", "F♯ and B♭, ○○大学, ❶ 20°")]
    [InlineData("│ cell │ other │\n└──────┴───────┘\nnext", "cell other\n\nnext")]
    [InlineData("■ Point\n● Other", "Point\nOther")]
    [InlineData("use 😀 .NET", "use .NET")]
    [InlineData("#1, * and 5", "#1, * and 5")]
    public void Leaves_out_emoji_and_pictographs(string text, string spoken) =>
        Assert.Equal(spoken, TextCleaner.Clean(text, TextCleanup.Basic));

    [Theory]
    [InlineData("\uFEFFco\u00ADop\u200Berate\u200E\u202B\u2060.", "cooperate.")]
    [InlineData("Auf\u200Clage", "Auflage")]
    [InlineData("می\u200Cخواهم", "می\u200Cخواهم")]
    [InlineData("ශ\u0DCA\u200Dරී, क\u094D\u200Dष", "ශ\u0DCA\u200Dරී, क\u094D\u200Dष")]
    [InlineData("ភាសា\u200Bខ្មែរ", "ភាសា\u200Bខ្មែរ")]
    [InlineData("a\tb\t\tc\n\td", "a b c\nd")]
    [InlineData("\u001B[31mred\u001B[0m \u0007bell", "red bell")]
    [InlineData("a \u200B b", "a b")]
    [InlineData("10\u00A0km\r\nnext\fpage\u2029end", "10\u00A0km\r\nnext\fpage\u2029end")]
    public void Leaves_out_invisible_characters_but_where_they_are_spelling(string text, string spoken) =>
        Assert.Equal(spoken, TextCleaner.Clean(text, TextCleanup.Basic));

    [Theory]
    [InlineData("A word[12] and another[a].", "A word and another.")]
    [InlineData("A sentence.[12][13] Next", "A sentence. Next")]
    [InlineData("A list[1, 3–5], then", "A list, then")]
    [InlineData("He said “so”.[3]", "He said “so”.")]
    [InlineData("In 1999[3] it", "In 1999 it")]
    [InlineData("sentence.¹² Next word¹ here¹,² too⁽", "sentence. Next word here too⁽")]
    [InlineData("a fact† and more‡.", "a fact and more.")]
    [InlineData("文字[1]と文字¹。", "文字と文字。")]
    [InlineData("a[1] x[i] args[0] $list[1] my_list[2] items[i] rows[1].Name",
        "a[1] x[i] args[0] $list[1] my_list[2] items[i] rows[1].Name")]
    [InlineData("word [12] and [sic] and [2024] and it[2024]", "word [12] and [sic] and [2024] and it[2024]")]
    [InlineData("5 km², CO₂, x², 10⁶, (a + b)², Ca²⁺, sin² x, kg·m⁻¹",
        "5 km², CO₂, x², 10⁶, (a + b)², Ca²⁺, sin² x, kg·m⁻¹")]
    [InlineData("Ada († 1852), † 1900", "Ada († 1852), † 1900")]
    [InlineData("[1] Author, Title", "[1] Author, Title")]
    public void Leaves_out_marks_of_notes(string text, string spoken) =>
        Assert.Equal(spoken, TextCleaner.Clean(text, TextCleanup.Basic));

    [Theory]
    [InlineData("No!!!! Why????", "No! Why?")]
    [InlineData("What?!?!?! Yes!!", "What?! Yes!")]
    [InlineData("真的！！！", "真的！")]
    [InlineData("He said . . . then. . . . No", "He said . . . then… No")]
    [InlineData("Well...... then... ok.. ……", "Well… then... ok.. ……")]
    [InlineData("Title\n=====\nText\n-----\nMore", "Title\n\nText\n\nMore")]
    [InlineData("One\r\n\r\n* * *\r\n\r\nTwo", "One\r\n\r\n\r\n\r\nTwo")]
    [InlineData("a ----- b -- c --- d", "a — b -- c --- d")]
    [InlineData("==== Title ====", "Title")]
    [InlineData("Name: ________", "Name:")]
    [InlineData("+----+----+\n| a  | b  |\n+====+====+", "\n| a  | b  |\n")]
    [InlineData("- - item\n--\n**bold** __x__ #x", "- - item\n--\n**bold** __x__ #x")]
    public void Says_repeated_signs_once_and_ends_a_paragraph_at_a_rule(string text, string spoken) =>
        Assert.Equal(spoken, TextCleaner.Clean(text, TextCleanup.Basic));

    [Fact]
    public void Returns_the_same_instance_when_nothing_changes()
    {
        string text = new(
            "Numbers 1,234.50, 3/4/2024, IV, $5, Dr. No — “so”, naïve, 東京…\n\nAll good: yes.".ToCharArray());

        Assert.Same(text, TextCleaner.Clean(text, TextCleanup.Basic));
        Assert.Same(text, TextCleaner.Clean(text, TextCleanup.Layout));
    }

    // Squared, each takes minutes.
    [Theory]
    [InlineData("aa://-")]
    [InlineData("(www.a@-")]
    [InlineData("(www.a")]
    [InlineData("(www.a.b")]
    [InlineData("http://a")]
    [InlineData("mailto:a@")]
    [InlineData("@")]
    [InlineData("a@b.")]
    [InlineData("¹²")]
    [InlineData("¹\u207B")]
    public void Many_beginnings_of_addresses_and_notes_take_no_squared_time(string beginning) =>
        Assert.NotNull(TextCleaner.Clean(string.Concat(Enumerable.Repeat(beginning, 150_000)), TextCleanup.Basic));

    [Fact]
    public void Marks_behind_many_brackets_take_no_squared_time() =>
        Assert.NotNull(TextCleaner.Clean(
            $"Word{new string(')', 300_000)}{new string('†', 300_000)}", TextCleanup.Basic));

    [Fact]
    public void An_address_of_any_length_is_one()
    {
        string path = string.Concat(Enumerable.Repeat("a1/", 3000));

        Assert.Equal(
            "See example.com now.", TextCleaner.Clean($"See https://example.com/{path}x now.", TextCleanup.Basic));
    }

    [Fact]
    public void Leaves_everything_alone_without_clean_up()
    {
        const string Text = "😀 https://example.com/x\t!!!!";

        Assert.Same(Text, TextCleaner.Clean(Text, TextCleanup.None));
    }

    [Theory]
    [InlineData(TextCleanerOptions.KeepEmoji, "👩‍🚀 1️⃣ at example.com │")]
    [InlineData(TextCleanerOptions.KeepAddresses, "at https://example.com/x")]
    public void Keeps_what_is_asked_for(TextCleanerOptions options, string spoken) =>
        Assert.Equal(
            spoken, TextCleaner.Clean("👩‍🚀 1️⃣ at https://example.com/x │", TextCleanup.Basic, options));

    [Fact]
    public void Refuses_no_text() =>
        Assert.Throws<ArgumentNullException>(() => TextCleaner.Clean(null!, TextCleanup.None));
}
