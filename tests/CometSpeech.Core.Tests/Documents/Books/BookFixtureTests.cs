using CometSpeech.Core.Tests.Documents.Support;

namespace CometSpeech.Core.Tests.Documents.Books;

public class BookFixtureTests
{
    public static TheoryData<string> Books => [.. BookFixtures.Names];

    [Theory, MemberData(nameof(Books))]
    public void Book_is_read_as_the_file_beside_it_says(string name)
    {
        Assert.Equal(
            BookFixtures.ReadDescription(name), BookDescription.Of(EpubBuilder.Read(BookFixtures.Read(name))));
    }
}
