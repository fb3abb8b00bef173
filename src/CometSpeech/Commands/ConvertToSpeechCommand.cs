using System.Collections;
using System.Management.Automation;
using System.Security;
using System.Text;
using CometSpeech.Catalog;
using CometSpeech.Completion;
using CometSpeech.Core.Api;
using CometSpeech.Core.Running;
using CometSpeech.Input.Files;
using CometSpeech.Input.Records;
using CometSpeech.Keys;
using CometSpeech.Output;

namespace CometSpeech.Commands;

/// <summary>ConvertTo-Speech: turns text of any length into audio files. Its parameters.</summary>
[Cmdlet(VerbsData.ConvertTo, "Speech", SupportsShouldProcess = true, DefaultParameterSetName = InputObjectSet)]
[OutputType(typeof(FileInfo), typeof(byte[]))]
public sealed partial class ConvertToSpeechCommand : PSCmdlet, IDynamicParameters, IDisposable, IMessageStreams
{
    private const string InputObjectSet = "InputObject";
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    // A minute: longer silence is no pause.
    private const int MaxPause = 60_000;

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

    /// <summary>What files and strings are written in.</summary>
    [Parameter]
    [ValidateSet("Auto", "Text", "Markdown", "Html", "Epub", "Docx")]
    public string InputFormat { get; set; } = "Auto";

    /// <summary>How text files are encoded when they have no byte-order mark.</summary>
    [Parameter]
    [EncodingTransformation]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    public Encoding? Encoding { get; set; }

    /// <summary>The audio file, to the letter.</summary>
    [Parameter]
    [RecordValue(typeof(string))]
    [ValidateNotNullOrEmpty]
    public object? OutFile { get; set; }

    /// <summary>The folder for one audio file for each source.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutDirectory { get; set; }

    /// <summary>One of the service's voices.</summary>
    [Parameter]
    [RecordValue(typeof(string), BlankMeans = VoiceNames.Default, KeepsVoice = true)]
    [ValidateVoice]
    [ArgumentCompleter(typeof(VoiceCompleter))]
    public object Voice { get; set; } = VoiceNames.Default;

    /// <summary>Any other voice's id.</summary>
    [Parameter]
    [RecordValue(typeof(string))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CustomVoiceCompleter))]
    public object? CustomVoice { get; set; }

    /// <summary>A speech model's id.</summary>
    [Parameter]
    [RecordValue(typeof(string), BlankMeans = "")]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public object Model { get; set; } = ModelNames.Default;

    /// <summary>The audio format.</summary>
    [Parameter]
    [Alias("Format")]
    [ValidateSet("mp3", "opus", "aac", "flac", "wav", "pcm")]
    public string? ResponseFormat { get; set; }

    /// <summary>The pace, 1 being the voice's own.</summary>
    [Parameter]
    [RecordValue(typeof(double), BlankMeans = 1.0)]
    [ValidateSpeed]
    public object Speed { get; set; } = 1.0;

    /// <summary>How to speak.</summary>
    [Parameter]
    [RecordValue(typeof(string))]
    [ValidateInstructions]
    [AllowEmptyString]
    public object? Instructions { get; set; }

    /// <summary>The chapter's title; a change begins one.</summary>
    [Parameter]
    [RecordValue(typeof(string))]
    [AllowEmptyString]
    public object? Chapter { get; set; }

    /// <summary>What is said for words: hashtables and paths of files.</summary>
    [Parameter]
    public object?[]? Pronunciation { get; set; }

    /// <summary>The pause between segments, in milliseconds.</summary>
    [Parameter]
    [ValidateRange(0, MaxPause)]
    public int PauseMilliseconds { get; set; }

    /// <summary>The pause between paragraphs, in milliseconds.</summary>
    [Parameter]
    [ValidateRange(0, MaxPause)]
    public int ParagraphPauseMilliseconds { get; set; }

    /// <summary>The pause between chapters, in milliseconds.</summary>
    [Parameter]
    [ValidateRange(0, MaxPause)]
    public int ChapterPauseMilliseconds { get; set; } = 1000;

    /// <summary>The title of the whole.</summary>
    [Parameter]
    public string? Title { get; set; }

    /// <summary>Who wrote it.</summary>
    [Parameter]
    public string?[]? Author { get; set; }

    /// <summary>The picture in front, to the letter.</summary>
    [Parameter]
    public string? Cover { get; set; }

    /// <summary>What else the file tells of itself.</summary>
    [Parameter]
    public IDictionary? Tag { get; set; }

    /// <summary>The captions beside the file.</summary>
    [Parameter]
    [ValidateSet("Srt", "Vtt")]
    public string[] Subtitle { get; set; } = [];

    /// <summary>The most characters of one request.</summary>
    [Parameter]
    [ValidateRange(1, SpeechRequest.MaxInputLength)]
    public int MaxChunkLength { get; set; } = SpeechRequest.MaxInputLength;

    /// <summary>The most characters that the command pays for; null for any number.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long? CharacterLimit { get; set; }

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

    /// <summary>The folder in which the parts of finished files stay.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CachePath { get; set; }

    /// <summary>The most bytes that stay there.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long CacheLimit { get; set; } = RunOptions.DefaultCacheLimit;

    /// <summary>The key, for this command alone.</summary>
    [Parameter]
    [SecureStringTransformation]
    public SecureString? ApiKey { get; set; }

    /// <summary>The service's address.</summary>
    [Parameter]
    public Uri? BaseUri { get; set; }

    /// <summary>Let it be heard while it is made.</summary>
    [Parameter]
    public SwitchParameter Play { get; set; }

    /// <summary>Hand out the bytes while they come.</summary>
    [Parameter]
    public SwitchParameter Stream { get; set; }

    /// <summary>Hand out the files.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Leave existing files alone.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Replace read-only files too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }
}
