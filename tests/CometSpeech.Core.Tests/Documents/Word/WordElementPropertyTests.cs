using System.Text;
using CometSpeech.Core.Documents;
using CometSpeech.Core.Tests.Documents.Support;
using CsCheck;
using static CometSpeech.Core.Tests.Documents.Support.WordFile;

namespace CometSpeech.Core.Tests.Documents.Word;

/// <summary>
/// Word files that are XML are read, whatever elements they have. Damaged ones are for tests/CometSpeech.Fuzz.
/// </summary>
public class WordElementPropertyTests
{
    private static readonly string[] s_elements =
    [
        "p", "r", "t", "tbl", "tr", "tc", "pPr", "rPr", "tcPr", "trPr", "tblPr", "sdt", "sdtPr", "sdtContent",
        "hyperlink", "del", "ins", "moveFrom", "fldChar", "instrText", "fldSimple", "ruby", "rt", "rubyBase",
        "txbxContent", "drawing", "pict", "object", "br", "tab", "numPr", "numId", "ilvl", "pStyle", "outlineLvl",
        "vMerge", "gridSpan", "gridBefore", "tblHeader", "footnoteReference", "vanish", "strike", "vertAlign",
        "framePr", "smartTag", "delText", "showingPlcHdr",
    ];

    private static readonly string[] s_attributes =
    [
        "", " w:val=\"1\"", " w:val=\"Heading1\"", " w:val=\"SourceCode\"", " w:val=\"Caption\"", " w:val=\"Title\"",
        " w:val=\"DefinitionTerm\"", " w:val=\"continue\"", " w:val=\"-7\"", " w:val=\"2147483647\"",
        " w:val=\"superscript\"", " w:fldCharType=\"begin\"", " w:fldCharType=\"separate\"",
        " w:fldCharType=\"end\"", " w:dropCap=\"drop\"", " w:id=\"1\"", " w:instr=\" TOC \"",
        " w:customMarkFollows=\"1\"", " xml:space=\"preserve\"",
    ];

    private static readonly DocumentOptions s_all = new() { Spoken = (DocumentElements)int.MaxValue };

    [Fact]
    public void Elements_in_any_order_and_depth_are_read()
    {
        Gen<(int, int, int)[]> nodes = Gen.Select(
            Gen.Int[0, s_elements.Length - 1], Gen.Int[0, s_attributes.Length - 1], Gen.Int[0, 3]).Array[0, 120];
        nodes.Sample(
            steps =>
            {
                var file = new WordFile
                {
                    Body = Build(steps),
                    Footnotes = $"<w:footnote w:id=\"1\">{Build(steps)}</w:footnote>",
                    Numbering = """
                        <w:abstractNum w:abstractNumId="1">
                        <w:lvl w:ilvl="0"><w:lvlText w:val="%1"/></w:lvl><w:lvl w:ilvl="1"/></w:abstractNum>
                        <w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
                        """,
                };
                byte[] saved = file.Save();

                Assert.NotNull(Read(saved));
                Assert.NotNull(Read(saved, s_all));
            },
            iter: 2000,
            threads: 1);
    }

    // 0: an empty element; 1: one with text; 2: one that stays open; 3: the last one that is open ends.
    private static string Build((int Element, int Attribute, int Kind)[] steps)
    {
        var xml = new StringBuilder();
        Stack<string> open = [];
        foreach ((int element, int attribute, int kind) in steps)
        {
            string name = "w:" + s_elements[element];
            string start = name + s_attributes[attribute];
            xml.Append(kind switch
            {
                0 => $"<{start}/>",
                1 => $"<{start}>text {element}</{name}>",
                2 => $"<{start}>",
                _ => open.Count > 0 ? $"</{open.Pop()}>" : "",
            });
            if (kind == 2)
            {
                open.Push(name);
            }
        }

        while (open.Count > 0)
        {
            xml.Append("</" + open.Pop() + ">");
        }

        return xml.ToString();
    }
}
