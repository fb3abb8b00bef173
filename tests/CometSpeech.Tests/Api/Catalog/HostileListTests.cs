using System.Globalization;
using System.IO.Compression;
using System.Management.Automation;
using System.Text;
using System.Text.Json;
using CometSpeech.LocalServer.Faults;
using CometSpeech.LocalServer.Faults.Connections;

namespace CometSpeech.Tests.Api.Catalog;

/// <summary>
/// Lists of models and voices that are large, endless, strange or hostile: read as far as they make sense, and nothing
/// of theirs obeyed.
/// </summary>
public sealed class HostileListTests : ListTests
{
    [Fact]
    public void A_list_without_an_end_is_cut_off()
    {
        Scene.Server.Faults = Fault.Always(new EndlessFault());

        Scene.Run("Get-CometVoice -BaseUri $server");
        Assert.Equal("AnswerTooLong", Session.ErrorId);
        Scene.Run("Get-CometModel -BaseUri $server");
        Assert.Equal("AnswerTooLong", Session.ErrorId);
        Assert.Equal(2, Scene.Server.Requests.Count);
    }

    [Fact]
    public void A_list_of_thousands_is_read_whole_and_each_once()
    {
        string[] ids = [.. Enumerable.Range(0, 5_000).Select(i => $"model-{i:0000}")];
        Scene.Server.Faults = Fault.Always(new ResponseFault(
            200, JsonSerializer.Serialize(new { data = ids.Concat(ids).Select(id => new { id }) })));

        Assert.Equal(ids, Names("Get-CometModel -BaseUri $server"));
    }

    [Fact]
    public void Pages_are_asked_for_to_the_last()
    {
        Scene.Server.Faults = Fault.InTurn(
            new ResponseFault(200, """{"data":[{"id":"a"},{"id":"b&c"}],"has_more":true,"last_id":"b&c"}"""),
            new ResponseFault(200, """{"data":[{"id":"b&c"},{"id":"d"}],"has_more":true}"""),
            new ResponseFault(200, """{"data":[{"id":"e"}],"next":"models?page=3"}"""),
            new ResponseFault(200, """{"data":[{"id":"f"}],"has_more":false,"next":null}"""));

        Assert.Equal(["a", "b&c", "d", "e", "f"], Names("Get-CometModel -BaseUri $server"));

        Assert.Equal(
            ["/v1/models", "/v1/models?after=b%26c", "/v1/models?after=d", "/v1/models?page=3"],
            Scene.Server.Requests.Select(request => request.Path));
    }

    [Fact]
    public void Pages_that_say_nothing_new_are_the_end()
    {
        Scene.Server.Faults = Fault.Always(new ResponseFault(200, """{"data":[{"id":"a"}],"has_more":true}"""));

        Assert.Equal(["a"], Names("Get-CometModel -BaseUri $server"));
        Assert.Equal(2, Scene.Server.Requests.Count);
    }

    [Fact]
    public void Pages_without_an_end_are_cut_off()
    {
        int page = 0;
        Scene.Server.Faults = _ => new ResponseFault(
            200, $$"""{"voices":["v{{Interlocked.Increment(ref page)}}"],"has_more":true,"last_id":"x"}""");

        Assert.Empty(Scene.Run("Get-CometVoice -BaseUri $server"));
        Assert.Equal("AnswerTooLong", Session.ErrorId);
        Assert.Equal(100, Scene.Server.Requests.Count);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/v1/models?page=2")]
    [InlineData("https://attacker.example/models")]
    [InlineData("//attacker.example/models")]
    [InlineData("file:///etc/passwd")]
    public void A_list_does_not_go_on_at_another_server(string next)
    {
        Scene.Server.Faults = Fault.Always(
            new ResponseFault(200, JsonSerializer.Serialize(new { data = new[] { new { id = "a" } }, next })));

        Assert.Equal(["a"], Names("Get-CometModel -BaseUri $server -Verbose"));
        Assert.Contains(Session.Verbose, line => line.Contains("another server", StringComparison.Ordinal));
        Assert.Single(Scene.Server.Requests);
    }

    [Fact]
    public void A_list_may_go_on_where_its_links_say()
    {
        Scene.Server.Faults = Fault.InTurn(
            new ResponseFault(200, """{"data":[{"id":"a"}],"links":{"next":"/v1/models?offset=1"}}"""),
            new ResponseFault(200, """{"data":[{"id":"b"}],"links":{"next":null}}"""));

        Assert.Equal(["a", "b"], Names("Get-CometModel -BaseUri $server"));
        Assert.Equal("/v1/models?offset=1", Scene.Server.Requests[1].Path);
    }

    [Fact]
    public void A_byte_order_mark_and_gzip_are_no_obstacle()
    {
        byte[] list = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("""{"voices":["Zoë"]}""")];
        Dictionary<string, string> gzip = new() { ["Content-Encoding"] = "gzip" };
        Scene.Server.Faults = Fault.InTurn(
            new ResponseFault(200, list), new ResponseFault(200, Compress(list), "application/json", gzip));

        Assert.Equal("Zoë", Assert.Single(Scene.Run("Get-CometVoice -BaseUri $server")).ToString());
        Assert.Equal("Zoë", Assert.Single(Scene.Run("Get-CometVoice -BaseUri $server")).ToString());
    }

    [Fact]
    public void What_cannot_be_unpacked_is_no_list_and_a_bomb_is_cut_off()
    {
        Dictionary<string, string> gzip = new() { ["Content-Encoding"] = "gzip" };
        Dictionary<string, string> brotli = new() { ["Content-Encoding"] = "br" };
        byte[] bomb = Compress(Encoding.UTF8.GetBytes("{\"data\":[" + new string(' ', 40_000_000) + "]}"));
        Assert.InRange(bomb.Length, 1, 1_000_000);
        Scene.Server.Faults = Fault.InTurn(
            new ResponseFault(200, "{}", headers: gzip),
            new ResponseFault(200, "{}", headers: brotli),
            new ResponseFault(200, bomb, "application/json", gzip));

        foreach (string id in new[] { "ModelListMissing", "ModelListMissing", "AnswerTooLong" })
        {
            Scene.Run("Get-CometModel -BaseUri $server");
            Assert.Equal(id, Session.ErrorId);
        }
    }

    [Fact]
    public void Fields_of_another_type_are_as_if_they_were_not_there()
    {
        Scene.Server.Faults = Fault.Always(new ResponseFault(200, """
            {"data":[
              null, 1, [], {}, "name-alone", {"id":null}, {"id":7}, {"id":""}, {"id":" "}, {"id":"\ud800"},
              {"id":"a","provider":5,"owned_by":["x"],"pricing":"free","shutdown_date":20270106,"api_doc_url":7},
              {"id":"b","pricing":{"currency":9,"input":"12.5","output":"much"},"shutdown_date":"soon"},
              {"id":"c","pricing":{"input":1e400,"output":-3},"shutdown_date":"2027-02-30","features":"text-to-speech"},
              {"id":"d","pricing":[1],"shutdown_date":"2027-01-06T00:00:00Z","api_doc_url":"javascript:alert(1)"},
              {"id":"e","features":[null,3,{}],"task":{},"model_type":[]},
              {"id":"f","pricing":{"currency":"EUR","per_second":"0.002"},"new":{"field":[1,2]}}
            ]}
            """));

        IEnumerable<string> lines = Scene.Run("Get-CometModel -BaseUri $server -Verbose").Select(model => string.Join(
            '|',
            new[] { "Model", "Provider", "Price", "OutputPrice", "PriceUnit", "ShutdownDate", "Uri" }.Select(name =>
                Convert.ToString(
                    model.Properties[name].Value is DateTime day ? day.ToString("O") : model.Properties[name].Value,
                    CultureInfo.InvariantCulture))));

        Assert.Equal(
            [
                "name-alone||||||", "a||||||", "b||12.5||||", "c||||||",
                "d|||||2027-01-06T00:00:00.0000000|", "e||||||", "f||0.002||EUR per second||",
            ],
            lines);
        Assert.Empty(Session.Errors);
        Assert.Contains(Session.Verbose, line => line.StartsWith("9 of the models that", StringComparison.Ordinal));
    }

    [Fact]
    public void A_list_that_is_empty_hides_none_beside_it()
    {
        Scene.Server.Faults = Fault.InTurn(
            new ResponseFault(200, """{"data":[],"voices":["a"]}"""),
            new ResponseFault(200, """{"data":[],"models":null}"""));

        Assert.Equal(["a"], Names("Get-CometVoice -BaseUri $server"));
        Assert.Empty(Names("Get-CometModel -BaseUri $server"));
        Assert.Empty(Session.Errors);
    }

    [Fact]
    public void A_name_with_brackets_is_found_as_it_is_listed()
    {
        Scene.Server.Faults = Fault.Always(new ResponseFault(200, """{"voices":["Ann [old]","Ann o"]}"""));

        // A pattern may mean others as well.
        Assert.Equal(["Ann [old]", "Ann o"], Names("Get-CometVoice 'ann [OLD]' -BaseUri $server"));
        Assert.Equal(["Ann [old]", "Ann o"], Names("Get-CometModel 'Ann [old]' -BaseUri $server"));
        Assert.Equal(["Ann [old]"], Names("Get-CometVoice 'Ann `[old`]' -BaseUri $server"));
        Assert.Equal(["Ann o"], Names("Get-CometVoice '*n [old]' -BaseUri $server"));
    }

    [Fact]
    public void Half_of_a_pair_of_brackets_is_a_name_and_no_pattern()
    {
        Scene.Server.Faults = Fault.Always(new ResponseFault(200, """{"voices":["Ann [old","b"]}"""));

        Assert.Equal(["Ann [old"], Names("Get-CometVoice 'Ann [old' -BaseUri $server"));
        Assert.Equal(["Ann [old"], Names("Get-CometModel 'Ann [old' -BaseUri $server"));
        Assert.Equal(["b"], Names("'b', '[' | Get-CometVoice -BaseUri $server"));
        Assert.Equal("VoiceNotFound", Session.ErrorId);
    }

    [Fact]
    public void Nothing_of_a_list_is_obeyed_by_a_terminal_or_shows_the_key()
    {
        string hostile = JsonSerializer.Serialize(new
        {
            voices = new object[]
            {
                new { id = "\u001b]0;owned\u0007", name = "x" },
                new { id = "ok", name = "\u001b[2JRed\u202egnp", language = "en\nUS", gender = Key },
                new { id = Key },
                new { id = new string('v', 10_000) },
            },
        });
        Scene.Server.Faults = Fault.Always(new ResponseFault(200, hostile));

        PSObject voice = Assert.Single(Scene.Run("Get-CometVoice -BaseUri $server -ApiKey $key -Verbose"));

        Assert.Equal("ok", voice.Properties["Voice"].Value);
        Assert.Equal("[2JRed gnp", voice.Properties["Name"].Value);
        Assert.Equal("en US", voice.Properties["Language"].Value);
        AssertHarmless();
    }

    private IEnumerable<string> Names(string script) => Scene.Run(script).Select(entry => entry.ToString());

    private static byte[] Compress(byte[] content)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }
}
