using System.Management.Automation;
using System.Security;
using System.Text;
using CometSpeech.Catalog;
using CometSpeech.Completion;
using CometSpeech.Core.Api;
using CometSpeech.Input;
using CometSpeech.Keys;
using CometSpeech.Running;

namespace CometSpeech.Commands;

/// <summary>ConvertTo-Speech: turns text of any length into audio files.</summary>
[Cmdlet(VerbsData.ConvertTo, "Speech", SupportsShouldProcess = true, DefaultParameterSetName = InputObjectSet)]
[OutputType(typeof(FileInfo), typeof(byte[]))]
public sealed class ConvertToSpeechCommand : PSCmdlet, IDisposable
{
    private const string InputObjectSet = "InputObject";
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private readonly RecordGrouper _session;

    /// <summary>Makes the command; PowerShell does.</summary>
    public ConvertToSpeechCommand() => _session = new RecordGrouper(this);

    /// <summary>What is to be spoken: text, files, or objects with a property Text or a path.</summary>
    [Parameter(ParameterSetName = InputObjectSet, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? InputObject { get; set; }

    /// <summary>Text files; wildcards work.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Text files, to the letter.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>How text files are encoded when they have no byte-order mark.</summary>
    [Parameter]
    [EncodingTransformation]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    public Encoding? Encoding { get; set; }

    /// <summary>The audio file, to the letter.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>The folder for one audio file for each source.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutDirectory { get; set; }

    /// <summary>One of the service's voices.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BlankAs(VoiceNames.Default)]
    [ValidateSet(
        VoiceNames.Alloy, VoiceNames.Ash, VoiceNames.Ballad, VoiceNames.Coral, VoiceNames.Echo,
        VoiceNames.Fable, VoiceNames.Onyx, VoiceNames.Nova, VoiceNames.Sage, VoiceNames.Shimmer)]
    public string Voice { get; set; } = VoiceNames.Default;

    /// <summary>Any other voice's id.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CustomVoice { get; set; }

    /// <summary>A speech model's id.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BlankAs(ModelNames.Default)]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string Model { get; set; } = ModelNames.Default;

    /// <summary>The audio format.</summary>
    [Parameter]
    [Alias("Format")]
    [ValidateSet("mp3", "opus", "aac", "flac", "wav", "pcm")]
    public string? ResponseFormat { get; set; }

    /// <summary>The pace, 1 being the voice's own.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BlankAs(1.0)]
    [ValidateRange(0.25, 4.0)]
    public double Speed { get; set; } = 1.0;

    /// <summary>How to speak.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? Instructions { get; set; }

    /// <summary>Silence between segments, in milliseconds.</summary>
    [Parameter]
    [ValidateRange(0, 60_000)]
    public int PauseMilliseconds { get; set; }

    /// <summary>The most characters of one request.</summary>
    [Parameter]
    [ValidateRange(1, SpeechRequest.MaxInputLength)]
    public int MaxChunkLength { get; set; } = SpeechRequest.MaxInputLength;

    /// <summary>Requests under way at once.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 4;

    /// <summary>Attempts after the first.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 3;

    /// <summary>The longest time without a byte, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    public int TimeoutSec { get; set; } = 100;

    /// <summary>The key, for this command alone.</summary>
    [Parameter]
    [SecureStringTransformation]
    public SecureString? ApiKey { get; set; }

    /// <summary>The service's address.</summary>
    [Parameter]
    public Uri? BaseUri { get; set; }

    /// <summary>Hand out the files.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Leave existing files alone.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Replace read-only files too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Whether the parameter was given for the record at hand, by name or by the pipeline.</summary>
    internal bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <inheritdoc/>
    protected override void BeginProcessing() => _session.Begin();

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case PathSet:
                _session.AddFiles(Path.SelectMany(path => InputPath.ResolveWildcards(this, path)));
                break;
            case LiteralPathSet:
                _session.AddFiles(LiteralPath.Select(path => InputPath.ResolveLiteral(this, path)));
                break;
            default:
                _session.Add(InputObject);
                break;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => _session.End();

    /// <inheritdoc/>
    protected override void StopProcessing() => _session.Stop();

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();
}
