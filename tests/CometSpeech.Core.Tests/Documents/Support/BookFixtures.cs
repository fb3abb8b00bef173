namespace CometSpeech.Core.Tests.Documents.Support;

/// <summary>The books of tests/fixtures/documents/epub, and what is read of each.</summary>
internal static class BookFixtures
{
    private static readonly string s_folder = FindFolder();

    /// <summary>The names of the books, without their extension.</summary>
    public static IEnumerable<string> Names =>
        Directory.GetFiles(s_folder, "*.epub").Select(Path.GetFileNameWithoutExtension).OrderBy(name => name)!;

    /// <summary>A book's file.</summary>
    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(s_folder, name + ".epub"));

    /// <summary>What is read of a book.</summary>
    public static string ReadDescription(string name) =>
        File.ReadAllText(Path.Combine(s_folder, name + ".txt")).Replace("\r\n", "\n");

    private static string FindFolder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "tests", "fixtures", "documents", "epub");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException("tests/fixtures/documents/epub is not above the tests' folder.");
    }
}
