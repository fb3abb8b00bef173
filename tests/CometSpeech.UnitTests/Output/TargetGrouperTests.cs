using System.Management.Automation;
using CometSpeech.Core.Api;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Planning;
using CometSpeech.Input;
using CometSpeech.Input.Records;
using CometSpeech.Output;
using CometSpeech.Output.Files;

namespace CometSpeech.UnitTests.Output;

/// <summary>
/// Which records become which target, and when it is complete: without an engine, a service or files.
/// </summary>
public sealed class TargetGrouperTests
{
    private static readonly Manner s_alloy = new("alloy", "tts-1", null, null);
    private static readonly Manner s_sage = new("sage", "tts-1", null, null);

    private readonly RecordingStreams _streams = new();

    [Fact]
    public void Records_of_one_file_are_one_target_and_a_change_of_voice_is_a_new_segment()
    {
        TargetGrouper grouper = Grouper();

        Assert.Null(grouper.Add(Record("one", "a.wav")));
        Assert.Null(grouper.Add(Record("", "a.wav", s_sage)));
        Assert.Null(grouper.Add(Record("two", "a.wav")));
        Assert.Null(grouper.Add(Record("three", "a.wav", s_sage)));
        Target target = Assert.Single(grouper.Complete()).Target;

        Assert.Equal(("a.wav", "/a.wav", AudioFormat.Wav), (target.Name, target.OutFile, target.Format));
        Assert.Equal(
            [("one\n\ntwo", "alloy"), ("three", "sage")],
            target.Segments.Select(segment => (segment.Text, segment.Voice)));
        Assert.Empty(_streams.Errors);
    }

    [Fact]
    public void Signs_without_a_word_are_spoken_with_their_neighbours()
    {
        TargetGrouper grouper = Grouper();

        grouper.Add(Record("* * *", "a.wav"));
        grouper.Add(Record("one", "a.wav", s_sage));
        grouper.Add(Record("……", "a.wav"));
        grouper.Add(Record("two", "a.wav"));

        Assert.Equal(
            [("* * *\none\n……", "sage"), ("two", "alloy")],
            Assert.Single(grouper.Complete()).Target.Segments.Select(segment => (segment.Text, segment.Voice)));
    }

    [Fact]
    public void A_text_of_signs_alone_is_an_empty_one_that_Force_sends()
    {
        TargetGrouper grouper = Grouper();
        grouper.Add(Record("* * *", "a.wav"));
        grouper.Add(Record("🙂", "a.wav", s_sage));
        Assert.Empty(grouper.Complete());
        Assert.Equal(["TextIsEmpty"], _streams.TakeErrorIds());

        TargetGrouper forced = Grouper(new TargetOptions { Force = true });
        forced.Add(Record("* * *", "a.wav"));
        forced.Add(Record("🙂", "a.wav", s_sage));
        Assert.Equal("* * *\n🙂", Assert.Single(Assert.Single(forced.Complete()).Target.Segments).Text);
        Assert.Empty(_streams.Errors);
    }

    [Fact]
    public void A_target_is_complete_when_another_file_is_named()
    {
        TargetGrouper grouper = Grouper();

        Assert.Null(grouper.Add(Record("one", "a.mp3")));
        Assert.Equal("a.mp3", grouper.Add(Record("two", "b.mp3"))!.Target.Name);
        Assert.Equal("b.mp3", grouper.Add(Record("three", null))!.Target.Name);
        Assert.Null(Assert.Single(grouper.Complete()).Target.OutFile);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_file_is_not_made_without_one_of_its_records(int bad)
    {
        TargetGrouper grouper = Grouper();
        Assert.Null(grouper.Add(Record("before", "before.mp3")));
        Assert.NotNull(grouper.Add(Record("0", "a.mp3", bad == 0 ? null : s_alloy)));
        Assert.Null(grouper.Add(Record(bad == 1 ? null : "1", "a.mp3")));
        Assert.Null(grouper.Add(Record("2", "a.mp3", bad == 2 ? null : s_alloy)));
        Assert.Null(grouper.Add(Record("after", "after.mp3")));

        Assert.StartsWith(
            "'a.mp3' was not made: 1 of its input records could not be used, and it would lack them.",
            Assert.Single(_streams.Errors).Exception.Message,
            StringComparison.Ordinal);
        Assert.Single(grouper.Complete());
        Assert.Equal(["RecordsRejected"], _streams.TakeErrorIds());
    }

    // a and b are rows of two files; ? and f are a row and a text file that name no file. Capitals are the files that
    // are made.
    [Theory]
    [InlineData("?", "")]
    [InlineData("a?", "")]
    [InlineData("?a", "")]
    [InlineData("a?a", "")]
    [InlineData("a?b", "")]
    [InlineData("aa?bb", "")]
    [InlineData("a?bc", "C")]
    [InlineData("cab?", "CA")]
    [InlineData("f", "")]
    [InlineData("af", "A")]
    [InlineData("fa", "A")]
    [InlineData("afa", "")]
    [InlineData("afb", "AB")]
    [InlineData("af?b", "")]
    public void A_record_that_names_no_file_costs_those_it_may_belong_to(string records, string made)
    {
        TargetGrouper grouper = Grouper();
        List<TargetPlan?> plans = [];
        foreach (char record in records)
        {
            plans.Add(grouper.Add(record switch
            {
                '?' => new InputRecord { Text = "row", IsOutFileKnown = false },
                'f' => new InputRecord { Text = "file", Path = "/f.txt", IsOutFileKnown = false },
                _ => Record("text", record + ".mp3"),
            }));
        }

        plans.AddRange(grouper.Complete());

        Assert.Equal(
            made,
            string.Concat(plans.OfType<TargetPlan>().Select(plan => char.ToUpperInvariant(plan.Target.Name[0]))));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Where_case_makes_no_difference_two_names_of_one_file_are_one(bool ignoresCase)
    {
        StringComparer comparer = ignoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
        TargetGrouper grouper = Grouper(comparer: comparer);

        TargetPlan?[] plans =
        [
            grouper.Add(Record("one", "Talk.mp3")),
            grouper.Add(Record("two", "talk.mp3")),
            grouper.Add(Record("three", "b.mp3")),
            grouper.Add(Record("four", "TALK.mp3")),
            .. grouper.Complete(),
        ];

        Assert.Equal(
            ignoresCase ? ["one\ntwo", "three"] : ["one", "two", "three", "four"],
            plans.OfType<TargetPlan>().Select(plan => plan.Target.Segments[0].Text));
        Assert.Equal(ignoresCase ? ["OutFileRepeated"] : [], _streams.TakeErrorIds());
    }

    [Fact]
    public void A_text_file_is_not_overwritten_under_another_spelling_of_its_name()
    {
        TargetGrouper grouper = Grouper(comparer: StringComparer.OrdinalIgnoreCase);

        grouper.Add(new InputRecord { Text = "one", Origin = "/NOTES.txt", OutFile = "notes.txt", Manner = s_alloy });

        Assert.Empty(grouper.Complete());
        Assert.Equal(["OutFileIsInput"], _streams.TakeErrorIds());
    }

    [Fact]
    public void A_file_that_cannot_be_made_is_one_error_and_its_records_are_none()
    {
        TargetGrouper grouper = Grouper();

        Assert.Null(grouper.Add(Record("one", "forbidden.mp3")));
        Assert.Null(grouper.Add(Record("two", "forbidden.mp3", null)));
        Assert.Null(grouper.Add(Record("three", "b.mp3")));

        Assert.Equal(["OutFileIsFolder"], _streams.TakeErrorIds());
        Assert.Single(grouper.Complete());
    }

    [Fact]
    public void Input_without_a_record_is_an_empty_text_where_a_file_was_named()
    {
        Assert.Empty(Grouper().Complete());
        Assert.Empty(_streams.Errors);

        Assert.Empty(Grouper(new TargetOptions { OutFile = "a.mp3" }).Complete());
        Assert.Equal(["TextIsEmpty"], _streams.TakeErrorIds());
    }

    [Fact]
    public void In_a_folder_each_text_is_complete_at_once_and_keeps_its_number_when_another_is_refused()
    {
        TargetOptions options = new()
        {
            OutDirectory = "/out",
            ShownDirectory = "out",
            Format = AudioFormat.Wav,
            Pauses = new PauseLengths(TimeSpan.FromSeconds(1), default, default),
            MaxChunkLength = 10,
        };
        TargetGrouper grouper = Grouper(options);

        Assert.Equal(InOut("speech-0001.wav"), grouper.Add(Record("one", null))!.Target.OutFile);
        Assert.Null(grouper.Add(Record(" ", null)));
        Assert.Null(grouper.Add(Record("two", null, null)));
        Assert.Null(grouper.Add(Record(null, null, null)));
        Target target = grouper.Add(Record("four", null))!.Target;
        InputRecord file = new() { Text = "five", Path = "/in/notes.v2.txt", Manner = s_alloy };
        Assert.Equal(InOut("notes.v2.wav"), grouper.Add(file)!.Target.OutFile);
        Assert.Null(grouper.Add(new InputRecord { Path = "/in/unreadable.txt" }));
        Assert.Equal(InOut("speech-0005.wav"), grouper.Add(Record("six", null))!.Target.OutFile);

        Assert.Equal(InOut("speech-0004.wav"), target.OutFile);
        Assert.Equal(Path.Combine("out", "speech-0004.wav"), target.Name);
        Assert.Equal((10, TimeSpan.FromSeconds(1)), (target.MaxChunkLength, target.Pauses.Segment));
        Assert.Empty(grouper.Complete());
        Assert.Empty(_streams.Errors);
    }

    [Fact]
    public void A_single_text_is_not_copied()
    {
        TargetGrouper grouper = Grouper();
        string book = new('a', 100_000);

        grouper.Add(Record(book, "a.mp3"));
        grouper.Add(Record("", "a.mp3", s_sage));

        Assert.Null(grouper.Add(Record(book, "a.mp3", s_sage)));
        Assert.Same(book, Assert.Single(grouper.Complete()).Target.Segments[1].Text);
    }

    private static string InOut(string name) => Path.Combine("/out", name);

    private static InputRecord Record(string? text, string? outFile) => Record(text, outFile, s_alloy);

    private static InputRecord Record(string? text, string? outFile, Manner? manner) =>
        new() { Text = text, OutFile = outFile, Manner = manner };

    private TargetGrouper Grouper(TargetOptions? options = null, StringComparer? comparer = null)
    {
        options ??= new TargetOptions();
        comparer ??= StringComparer.Ordinal;
        return new TargetGrouper(
            options,
            Resolve,
            NumberedFiles.For(options, _streams.WriteVerbose),
            ServiceAddress.Default,
            _streams,
            new TargetFiles(options, _streams, comparer),
            comparer);
    }

    private static string? Resolve(string name, out ErrorRecord? error)
    {
        error = name == "forbidden.mp3"
            ? new ErrorRecord(new IOException(), "OutFileIsFolder", ErrorCategory.InvalidArgument, name)
            : null;
        return name.StartsWith('/') ? name : "/" + name;
    }
}
