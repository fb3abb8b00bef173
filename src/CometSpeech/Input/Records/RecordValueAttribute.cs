using System.Globalization;
using System.Management.Automation;
using CometSpeech.Catalog;

namespace CometSpeech.Input.Records;

/// <summary>
/// Makes a parameter take a value, or a script block that gives one for each record. Such a parameter is not bound to
/// properties of the pipeline's records, and its script block is not run, by PowerShell: what PowerShell cannot bind
/// never reaches the cmdlet, and a file would be made without that record. <see cref="RecordParameter"/> does both. No
/// <c>[PSTypeName]</c> tells the syntax of the type: it would stand in generated proxy functions and refuse script
/// blocks there.
/// </summary>
/// <param name="type">The value's type.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RecordValueAttribute(Type type) : ArgumentTransformationAttribute
{
    /// <summary>What a blank argument means; null to leave it to the validation.</summary>
    public object? BlankMeans { get; set; }

    /// <summary>
    /// Whether an object of <c>Get-CometVoice</c> stays one, because its voice need not be one of the ten.
    /// </summary>
    public bool KeepsVoice { get; set; }

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (FindScript(engineIntrinsics, value) is { } script)
        {
            return new RecordScript(script);
        }

        if (BlankMeans is not null && RecordParameter.IsBlank(value))
        {
            return BlankMeans;
        }

        if (KeepsVoice && NamedObject.VoiceOf(inputData) is { } voice)
        {
            return new CometVoice(voice, []);
        }

        try
        {
            return RecordParameter.ConvertTo(inputData, type);
        }
        catch (InvalidCastException e)
        {
            throw new ArgumentTransformationMetadataException(e.Message + ".", e);
        }
    }

    private static ScriptBlock? FindScript(EngineIntrinsics engine, object? value) => value switch
    {
        ScriptBlock script => script,
        // A function whose own parameter takes pipeline input passes on what PowerShell has put around the script
        // block.
        { } other when other.GetType().Name == "DelayedScriptBlockArgument" =>
            engine.InvokeCommand.NewScriptBlock(Convert.ToString(other, CultureInfo.InvariantCulture)),
        _ => null,
    };
}
