using System.Management.Automation;
using CometSpeech.Tests.Help;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Commands;

/// <summary>The parameters of ConvertTo-Speech as a user meets them: names, types, limits, completion.</summary>
public sealed class ParameterTests : IDisposable
{
    private static readonly string[] s_voices =
        ["alloy", "ash", "ballad", "coral", "echo", "fable", "onyx", "nova", "sage", "shimmer"];
    private static readonly string[] s_formats = ["mp3", "opus", "aac", "flac", "wav", "pcm"];

    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Voice_takes_the_services_ten_which_are_those_that_are_listed()
    {
        Assert.Equal(s_voices, Command().Parameters["Voice"].Attributes.SelectMany(HelpParameter.ValidValues));
        Assert.Equal(s_voices, _session.Run("Get-CometVoice").Select(voice => voice.Properties["Voice"].Value));
    }

    [Fact]
    public void Format_takes_the_services_six() =>
        Assert.Equal(s_formats, Attribute<ValidateSetAttribute>("ResponseFormat").ValidValues);

    [Theory]
    [InlineData("MaxChunkLength", 1, 4096)]
    [InlineData("ThrottleLimit", 1, 64)]
    [InlineData("MaximumRetryCount", 0, 100)]
    [InlineData("TimeoutSec", 1, 86_400)]
    [InlineData("PauseMilliseconds", 0, 60_000)]
    [InlineData("ParagraphPauseMilliseconds", 0, 60_000)]
    [InlineData("ChapterPauseMilliseconds", 0, 60_000)]
    public void Limits_are_part_of_the_parameter(string parameter, object least, object most)
    {
        ValidateRangeAttribute range = Attribute<ValidateRangeAttribute>(parameter);
        Assert.Equal((least, most), (range.MinRange, range.MaxRange));
    }

    [Theory]
    [InlineData("InputObject", "System.Object")]
    [InlineData("Path", "System.String[]")]
    [InlineData("LiteralPath", "System.String[]", "PSPath", "LP")]
    [InlineData("Encoding", "System.Text.Encoding")]
    [InlineData("OutFile", "System.Object")]
    [InlineData("OutDirectory", "System.String")]
    [InlineData("Pronunciation", "System.Object[]")]
    [InlineData("Voice", "System.Object")]
    [InlineData("CustomVoice", "System.Object")]
    [InlineData("Model", "System.Object")]
    [InlineData("ResponseFormat", "System.String", "Format")]
    [InlineData("Speed", "System.Object")]
    [InlineData("Instructions", "System.Object")]
    [InlineData("Title", "System.String")]
    [InlineData("Author", "System.String[]")]
    [InlineData("Cover", "System.String")]
    [InlineData("Tag", "System.Collections.IDictionary")]
    [InlineData("Subtitle", "System.String[]")]
    [InlineData("ApiKey", "System.Security.SecureString")]
    [InlineData("BaseUri", "System.Uri")]
    [InlineData("PassThru", "System.Management.Automation.SwitchParameter")]
    [InlineData("NoClobber", "System.Management.Automation.SwitchParameter")]
    [InlineData("Force", "System.Management.Automation.SwitchParameter")]
    [InlineData("WhatIf", "System.Management.Automation.SwitchParameter", "wi")]
    [InlineData("Confirm", "System.Management.Automation.SwitchParameter", "cf")]
    public void Types_and_aliases(string parameter, string type, params string[] aliases)
    {
        HelpParameter shown = HelpParameter.Of((CmdletInfo)Command()).Single(shown => shown.Name == parameter);
        Assert.Equal(type, shown.Type);
        Assert.Equal(string.Join(", ", aliases), shown.Aliases);
    }

    [Fact]
    public void A_generated_proxy_function_repeats_nothing_that_would_refuse_a_script_block()
    {
        IEnumerable<ParameterMetadata> taken = Command().Parameters.Values.Where(
            parameter => parameter.Attributes.Any(attribute => attribute.GetType().Name == "RecordValueAttribute"));

        Assert.Equal(7, taken.Count());
        Assert.All(taken, parameter => Assert.Equal(typeof(object), parameter.ParameterType));
        Assert.All(taken, parameter => Assert.DoesNotContain(
            parameter.Attributes,
            attribute => attribute is PSTypeNameAttribute or ValidateEnumeratedArgumentsAttribute));
    }

    [Theory]
    [InlineData("-Voice zoe", "'zoe' is none of alloy, ash, ", "; another voice goes with -CustomVoice.")]
    [InlineData("-Speed 5", "5 is not from 0.25 to 4.", "")]
    public void A_refused_value_tells_what_is_taken(string parameter, string begin, string end)
    {
        _session.Run($"[cultureinfo]::CurrentCulture = ''; ConvertTo-Speech 'one' {parameter}");

        string message = Assert.Single(_session.Errors).Exception.Message;
        Assert.Contains(begin, message, StringComparison.Ordinal);
        Assert.EndsWith(end, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_of_a_table_feed_the_parameters_that_may_change_from_row_to_row_and_PowerShell_refuses_no_row()
    {
        Assert.Equal(
            ["Chapter", "CustomVoice", "Instructions", "Model", "OutFile", "Speed", "Voice"],
            HelpParameter.Of((CmdletInfo)Command())
                .Where(parameter => parameter.Sets.Contains("by property name", StringComparison.Ordinal))
                .Select(parameter => parameter.Name));

        // What PowerShell binds to a record it may refuse, and the cmdlet would never know.
        ParameterMetadata bound = Assert.Single(
            Command().Parameters.Values,
            parameter => parameter.ParameterSets.Values.Any(
                set => set.ValueFromPipeline || set.ValueFromPipelineByPropertyName));
        Assert.Equal(("InputObject", typeof(object)), (bound.Name, bound.ParameterType));
        Assert.DoesNotContain(bound.Attributes, attribute => attribute is ValidateArgumentsAttribute);
    }

    [Fact]
    public void Output_types_are_declared() =>
        Assert.Equal([typeof(FileInfo), typeof(byte[])], Command().OutputType.Select(output => output.Type));

    [Theory]
    [InlineData("-Voice bob", "ParameterArgumentValidationError")]
    [InlineData("-ResponseFormat ogg", "ParameterArgumentValidationError")]
    [InlineData("-Speed 0.24", "ParameterArgumentValidationError")]
    [InlineData("-Speed 4.01", "ParameterArgumentValidationError")]
    [InlineData("-Speed ([double]::NaN)", "ParameterArgumentValidationError")]
    [InlineData("-Speed fast", "ParameterArgumentTransformationError")]
    [InlineData("-Speed (1, 2)", "ParameterArgumentTransformationError")]
    [InlineData("-Voice ('sage', 'ash')", "ParameterArgumentTransformationError")]
    [InlineData("-MaxChunkLength 4097", "ParameterArgumentValidationError")]
    [InlineData("-ThrottleLimit 0", "ParameterArgumentValidationError")]
    [InlineData("-MaximumRetryCount -1", "ParameterArgumentValidationError")]
    [InlineData("-TimeoutSec 0", "ParameterArgumentValidationError")]
    [InlineData("-ChapterPauseMilliseconds 60001", "ParameterArgumentValidationError")]
    [InlineData("-ParagraphPauseMilliseconds -1", "ParameterArgumentValidationError")]
    [InlineData("-Subtitle Srt, Ass", "ParameterArgumentValidationError")]
    [InlineData("-OutFile ''", "ParameterArgumentValidationError")]
    [InlineData("-OutFile $null", "ParameterArgumentValidationError")]
    [InlineData("-CustomVoice ''", "ParameterArgumentValidationError")]
    [InlineData("-OutFile { 'a.mp3' }", "ScriptBlockWithoutInput")]
    [InlineData("-Voice { 'sage' }", "ScriptBlockWithoutInput")]
    [InlineData("-Speed { 2 }", "ScriptBlockWithoutInput")]
    [InlineData("-Encoding klingon", "ParameterArgumentTransformationError")]
    [InlineData("-Voice sage -CustomVoice narrator", "ParametersConflict")]
    [InlineData("-Voice sage -CustomVoice { 'narrator' }", "ParametersConflict")]
    [InlineData("-OutFile a.mp3 -OutDirectory b", "ParametersConflict")]
    public async Task A_wrong_parameter_ends_the_command_before_any_request(string parameters, string id)
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run($"ConvertTo-Speech 'one' {parameters}");

        Assert.Equal(id, scene.Session.ErrorId);
        Assert.Empty(scene.Server.Requests);
        Assert.Empty(scene.Entries);
    }

    [Theory]
    [InlineData("ConvertTo-Speech -Voice s", "sage", "shimmer")]
    [InlineData("ConvertTo-Speech -Format f", "flac")]
    [InlineData("ConvertTo-Speech -Model ", "tts-1", "tts-1-hd", "gpt-4o-mini-tts")]
    [InlineData("ConvertTo-Speech -Model 'gpt", "'gpt-4o-mini-tts'")]
    [InlineData("ConvertTo-Speech -Encoding utf3", "utf32")]
    [InlineData("ConvertTo-Speech -OutF", "-OutFile")]
    [InlineData("Get-CometVoice S", "sage", "shimmer")]
    [InlineData("Get-CometVoice -Model tts-1-", "tts-1-hd")]
    public void Tab_completes(string input, params string[] expected)
    {
        _session.SetVariable("text", input);

        Assert.Equal(
            expected,
            _session.Run("""
                $found = [System.Management.Automation.CommandCompletion]::CompleteInput($text, $text.Length, $null)
                $found.CompletionMatches | ForEach-Object CompletionText
                """).Select(match => match.BaseObject));
    }

    private CommandInfo Command() => (CommandInfo)_session.Run("Get-Command ConvertTo-Speech").Single().BaseObject;

    private T Attribute<T>(string parameter) => Command().Parameters[parameter].Attributes.OfType<T>().Single();
}
