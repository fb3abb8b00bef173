using CometSpeech.Commands;
using CometSpeech.Core.Api;
using CometSpeech.Core.Api.Failures;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Planning;
using CometSpeech.Core.Playback;
using CometSpeech.Core.Running;
using CometSpeech.Errors;

namespace CometSpeech.Running;

/// <summary>
/// What <c>-Play</c> is about: the loudspeaker, one sink for each target, and wav where a server knows no pcm, or the
/// other way round. Dispose it first of all: it is silent at once.
/// </summary>
internal sealed class TargetPlayback : IDisposable
{
    private readonly ConvertToSpeechCommand _command;
    private readonly ServiceAddress _address;
    private readonly SoundPlayer _player;
    private readonly CancellationTokenRegistration _stopping;
    private AudioFormat? _refused;

    /// <summary>Finds what plays; where nothing does, that ends the command before anything is sent.</summary>
    public TargetPlayback(
        ConvertToSpeechCommand command, ServiceAddress address, IRunLog log, CancellationToken stop)
    {
        _command = command;
        _address = address;
        _player = Find(command, log, stop);
        // Not when the pipeline's thread finds time for it.
        _stopping = stop.Register(_player.Dispose);
    }

    /// <summary>Ends the command where a format is asked for that cannot be played.</summary>
    public static void Refuse(ConvertToSpeechCommand command)
    {
        if (command.Play && AudioFormats.FromName(command.ResponseFormat) is { } format
            && !AudioContainers.CanHold(AudioContainer.Pcm, format))
        {
            command.ThrowTerminatingError(PlaybackErrors.FormatNotPlayable(command.ResponseFormat!));
        }
    }

    /// <summary>What takes the sound of the next target.</summary>
    public PlaybackSink CreateSink() => _player.CreateSink();

    /// <summary>The plan as it is to be sent, by what is known of the server.</summary>
    public TargetPlan Adapt(TargetPlan plan) =>
        _refused == plan.Target.Format && IsChosenHere(plan) ? ToOther(plan) : plan;

    /// <summary>
    /// The plan to try in place of one that failed because the server does not know its format; null when that is not
    /// why. Nothing of it is paid for: an answer that names the format refuses the request.
    /// </summary>
    public TargetPlan? FindOther(TargetFailedException failed)
    {
        if (_refused is not null || failed.KeptParts > 0 || !IsChosenHere(failed.Plan)
            || failed.InnerException is not ServiceException { Fault: RequestFault.Format })
        {
            return null;
        }

        _refused = failed.Plan.Target.Format;
        return ToOther(failed.Plan);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Dispose();
        _player.Dispose();
    }

    private static SoundPlayer Find(ConvertToSpeechCommand command, IRunLog log, CancellationToken stop)
    {
        try
        {
            return SoundPlayer.FindAsync(log, stop).GetAwaiter().GetResult();
        }
        catch (PlaybackException e)
        {
            command.ThrowTerminatingError(PlaybackErrors.Unavailable(e));
            throw;
        }
        catch (OperationCanceledException)
        {
            throw new System.Management.Automation.PipelineStoppedException();
        }
    }

    private bool IsChosenHere(TargetPlan plan) =>
        _command.ResponseFormat is null && plan.Target.Format is AudioFormat.Wav or AudioFormat.Pcm;

    // The file, if there is one, stays what its name says: with a header or without.
    private TargetPlan ToOther(TargetPlan plan) => TargetPlan.Create(
        plan.Target with
        {
            Format = plan.Target.Format == AudioFormat.Wav ? AudioFormat.Pcm : AudioFormat.Wav,
        },
        _address);
}
