namespace CometSpeech.Core.Tests.Documents.Support;

/// <summary>Finds the documents of tests/fixtures/documents.</summary>
internal static class DocumentFixtures
{
    private static readonly string s_folder = FindFolder();

    /// <summary>The path of a document.</summary>
    public static string PathOf(string name) => Path.Combine(s_folder, name);

    private static string FindFolder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "tests", "fixtures", "documents");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException("tests/fixtures/documents is not above the tests' folder.");
    }
}
