namespace CometSpeech.Core.Tests.Api.Pacing.Support;

/// <summary>Takes every request.</summary>
internal sealed class UnlimitedAccount : Account
{
    public override TimeSpan? Refuse(TimeSpan now) => null;
}
