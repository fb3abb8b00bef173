using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Wave;
using CometSpeech.Core.Parts;
using CometSpeech.Core.Planning;
using CometSpeech.Core.Running.Joining;

namespace CometSpeech.Core.Running.Streaming;

/// <summary>
/// Hands the parts of a target to a sink, joined into one stream. Holds one part at a time. Not safe for several
/// threads.
/// </summary>
internal sealed class TargetStream(TargetPlan plan, ISoundSink sink, IRunLog log) : IDisposable
{
    private readonly StreamBuffer _buffer = new();
    private readonly Part?[] _parts = new Part?[plan.Requests.Count];
    private AudioJoiner? _joiner;
    private PartAppender? _appender;

    /// <summary>Hands over the part of the next chunk, with the pause before it.</summary>
    /// <param name="chunk">Its index; all before it have been handed over.</param>
    /// <param name="part">The part.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="AudioFormatException">The part does not fit; the message names it.</exception>
    /// <exception cref="Work.PartGoneException">
    /// Its file is not there any more; nothing of it was handed over.
    /// </exception>
    /// <exception cref="SoundSinkException">The sink did not take it.</exception>
    public async Task WriteAsync(int chunk, Part part, CancellationToken cancellationToken)
    {
        int request = plan.Chunks[chunk].Request;
        _parts[request] = part;
        bool begins = _appender is null;
        _appender ??= Begin(part.Audio.Format);
        _buffer.Clear();
        AudioProperties audio = await _appender.AppendAsync(chunk, cancellationToken).ConfigureAwait(false);
        if (begins && sink.Container is null && part.Audio.Format == AudioFormat.Wav)
        {
            WarnOfLostHeader();
        }

        _parts[request] = null;
        ReadOnlyMemory<byte> bytes = _buffer.Written;
        if (sink.Container == AudioContainer.Pcm && _joiner!.SampleFormat is { } samples)
        {
            bytes = samples.IsSixteenBits ? bytes : samples.ToSixteenBits(bytes.Span);
            audio = Describe(audio, samples);
        }

        await HandOverAsync(sink.WriteAsync(bytes, audio, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Ends the stream, and waits until the sink is done with all of it.</summary>
    /// <exception cref="SoundSinkException">It was not.</exception>
    /// <returns>What the stream was, and its chapters.</returns>
    public async Task<(AudioProperties Audio, IReadOnlyList<TargetChapter> Chapters)> CompleteAsync(
        CancellationToken cancellationToken)
    {
        _buffer.Clear();
        (AudioProperties, IReadOnlyList<TargetChapter>) whole = _appender!.Complete();
        await HandOverAsync(sink.CompleteAsync(_buffer.Written, cancellationToken)).ConfigureAwait(false);
        return whole;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _joiner?.Dispose();
        _buffer.Dispose();
    }

    private static async Task HandOverAsync(Task taking)
    {
        try
        {
            await taking.ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new SoundSinkException(e);
        }
    }

    private static AudioProperties Describe(AudioProperties part, WaveFormat samples) => new()
    {
        Format = AudioFormat.Pcm,
        SampleRate = part.SampleRate,
        Channels = part.Channels,
        SampleCount = part.SampleCount,
        Warnings = part.Warnings,
        Pcm = new PcmFormat(samples.SampleRate, samples.Channels),
    };

    // Whoever asked for bare samples counts with those of the endpoint.
    private void WarnOfLostHeader()
    {
        if (_joiner is PcmJoiner { SampleFormat: { } samples })
        {
            foreach (string warning in PcmJoiner.GetWarnings(samples))
            {
                log.Warning($"'{plan.Target.Name}': {warning}");
            }
        }
    }

    private PartAppender Begin(AudioFormat format)
    {
        string sent = AudioFormats.GetName(format);
        string asked = AudioFormats.GetName(plan.Target.Format);
        AudioContainer container = sink.Container ?? AudioContainers.Choose(format, plan.Target.Container);
        if (!AudioContainers.CanHold(container, format))
        {
            throw new AudioFormatException(
                "part 1",
                $"the server sent {sent} though {asked} was asked for, and of {sent} no samples can be had without a "
                    + "decoder.");
        }

        if (sink.Container is null && container != plan.Target.Container)
        {
            log.Warning(
                $"The server sent {sent} though {asked} was asked for: '{plan.Target.Name}' gets {sent}.");
        }

        _joiner = AudioJoiner.Create(
            format, _buffer, new JoinOptions { Container = container, Tags = plan.Target.Tags });
        return new PartAppender(plan, _parts, isStream: true, _joiner, log);
    }
}
