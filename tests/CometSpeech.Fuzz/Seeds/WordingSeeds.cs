using System.Text;

namespace CometSpeech.Fuzz.Seeds;

/// <summary>Pronunciation files of each kind, and what means something in them.</summary>
internal static class WordingSeeds
{
    /// <summary>Of tables.</summary>
    public static readonly string[] TableTokens =
    [
        "Text", "Spoken", "CaseSensitive", "Regex", "true", "False", ",", ";", "\t", "\"", "\"\"", "\r\n", "\n", "\r",
        "#TYPE ", "(?<a>", "[", "*", "(a+)+$", "$1", "AAA", "W3C", "naïve", "漢", "a\u0301",
    ];

    /// <summary>Names of members of JSON.</summary>
    public static readonly string[] MemberNames =
        ["Text", "spoken", "CaseSensitive", "REGEX", "AAA", "W3C", "v(\\d)", "Note", ""];

    /// <summary>Texts of JSON.</summary>
    public static readonly string[] JsonTexts = ["AAA", "(a+)+$", "[", "$1", "a\u0301", "naïve", "漢", "(?<a>b)"];

    /// <summary>Of lexicons.</summary>
    public static readonly string[] LexiconElements =
    [
        "lexeme", "grapheme", "alias", "alias prefer=\"true\"", "phoneme", "example", "lexicon", "meta", "metadata",
        "lexeme role=\"x\"", "grapheme orthography=\"kana\"",
    ];

    /// <summary>Files with that extension.</summary>
    public static IEnumerable<byte[]> Of(string extension) => extension switch
    {
        "csv" => Utf8(
            "Text,Spoken\nkubectl,cube control\nAAC,\"A, A, C\"\n",
            "\uFEFF\"Text\";\"Spoken\";\"CaseSensitive\";\"Regex\"\r\n"
                + "\"say \"\"hi\"\"\";\"a\r\nb\";True;\r\nv(\\d);v $1;;true\r\n")
            .Append([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("Text,Spoken\nnaïve,nigh eve")]),
        "tsv" => Utf8("Text\tSpoken\tCaseSensitive\nkubectl\t\"cube control\"\t\nW3C\tconsortium\ttrue\n"),
        "json" => Utf8(
            "{ \"kubectl\": \"cube control\", \"AAA\": \"triple a\" }",
            "[ // a comment\n { \"text\": \"v(\\\\d)\", \"Spoken\": \"v $1\", \"Regex\": true, \"CaseSensitive\": "
                + "false, \"Note\": { \"by\": [1] } }, { \"Text\": \"24/7\", \"Spoken\": 247 }, ]"),
        _ => Utf8(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<lexicon version=\"1.0\" alphabet=\"ipa\" xml:lang=\"en\" "
                + "xmlns=\"http://www.w3.org/2005/01/pronunciation-lexicon\">\n<lexeme><grapheme>W3C</grapheme>"
                + "<grapheme>WWWC</grapheme><alias>consortium</alias></lexeme>\n<lexeme role=\"x\"><grapheme>tomato"
                + "</grapheme><phoneme>x</phoneme><alias prefer=\"true\"> to &amp; \n mato </alias></lexeme></lexicon>",
            "<!DOCTYPE lexicon SYSTEM \"http://localhost:1/x.dtd\"><lexicon><lexeme><grapheme>a</grapheme>"
                + "<alias><![CDATA[b]]></alias><example>c</example></lexeme></lexicon>"),
    };

    private static IEnumerable<byte[]> Utf8(params string[] files) => files.Select(Encoding.UTF8.GetBytes);
}
