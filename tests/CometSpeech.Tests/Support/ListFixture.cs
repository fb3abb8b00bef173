using System.Globalization;
using System.Text.Json;
using CometSpeech.LocalServer.Faults;
using CometSpeech.Tests.Help;

namespace CometSpeech.Tests.Support;

/// <summary>The lists of tests/fixtures/lists, and answers that carry them.</summary>
internal static class ListFixture
{
    /// <summary>The text of such a file, named without its extension.</summary>
    public static string Read(string name) => File.ReadAllText(
        Path.Combine(HelpPage.RepositoryRoot, "tests", "fixtures", "lists", name + ".json"));

    /// <summary>Answers with it.</summary>
    public static Fault Answer(string name) => new ResponseFault(200, Read(name));

    /// <summary>A list of models as OpenAI gives it, each with its id and the day on which it ends.</summary>
    public static string Models(params (string Id, DateTime? End)[] models) => JsonSerializer.Serialize(new
    {
        @object = "list",
        data = models.Select(model => new
        {
            id = model.Id,
            shutdown_date = model.End?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        }),
    });
}
