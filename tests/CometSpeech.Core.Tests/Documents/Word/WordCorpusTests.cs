using CometSpeech.Core.Documents;
using CometSpeech.Core.Tests.Documents.Support;

namespace CometSpeech.Core.Tests.Documents.Word;

/// <summary>The documents of tests/fixtures/documents/word, as programs write them, beside their spoken text.</summary>
public class WordCorpusTests
{
    [Theory]
    [InlineData("pandoc")]
    [InlineData("libreoffice")]
    public void A_document_says_what_its_text_file_says(string name)
    {
        SpokenDocument document = WordFile.Read(File.ReadAllBytes(Find(name + ".docx")));

        IEnumerable<string> lines =
        [
            $"{document.Title} / {string.Join(", ", document.Authors)} / {document.Language} / {document.Omissions}",
            .. document.Sections.Select(section => $"[{section.Title}]\n\n{section.Text}"),
        ];
        Assert.Equal(File.ReadAllText(Find(name + ".txt")).Replace("\r\n", "\n"), string.Join("\n\n", lines) + "\n");
    }

    private static string Find(string name)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "tests", "fixtures", "documents", "word", name);
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new FileNotFoundException("It is not in tests/fixtures/documents/word.", name);
    }
}
