using System.Management.Automation;

namespace CometSpeech.Keys;

/// <summary>Lets a SecureString parameter take a string or a PSCredential too.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecureStringTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (inputData is null)
        {
            return null;
        }

        // The inner exception tells the binder that this was no fit, so that it tries the object's properties next.
        const string Message = "A key is a string, a SecureString or a PSCredential.";
        return SecretText.From(inputData)
            ?? throw new ArgumentTransformationMetadataException(Message, new PSInvalidCastException(Message));
    }
}
