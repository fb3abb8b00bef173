using System.Management.Automation;
using CometSpeech.Catalog;
using CometSpeech.Completion;
using CometSpeech.Errors;

namespace CometSpeech.Commands;

/// <summary>Get-CometVoice: lists the voices, without asking the service.</summary>
[Cmdlet(VerbsCommon.Get, "CometVoice")]
[OutputType(typeof(CometVoice))]
public sealed class GetCometVoiceCommand : PSCmdlet
{
    /// <summary>Names to look for; wildcards work. All when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [Alias("Voice")]
    [ArgumentCompleter(typeof(VoiceCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Only the voices that this model takes.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? Model { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Model is not null && !ModelNames.All.Contains(Model, StringComparer.OrdinalIgnoreCase))
        {
            string known = string.Join(", ", ModelNames.All);
            WriteWarning($"Which voices the model '{Model}' takes is not known here. Known are {known}.");
        }

        foreach (string name in Name)
        {
            CometVoice[] found = [.. VoiceCatalog.Voices.Where(voice => IsMatch(voice, name))];
            WriteObject(found, enumerateCollection: true);
            // As Get-Process and its like: a name without wildcards that is not there is an error, a pattern is not.
            if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name) && Model is null)
            {
                WriteError(ParameterErrors.VoiceNotFound(name));
            }
        }
    }

    private bool IsMatch(CometVoice voice, string name) =>
        WildcardPattern.Get(name, WildcardOptions.IgnoreCase).IsMatch(voice.Voice)
        && (Model is null || voice.Models.Contains(Model, StringComparer.OrdinalIgnoreCase));
}
