using CometSpeech.Core.Api;
using CometSpeech.Core.Text;
using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Planning;

/// <summary>What a target takes: its requests in order, known before anything is sent or paid for.</summary>
public sealed class TargetPlan
{
    private TargetPlan(Target target, IReadOnlyList<Chunk> chunks, IReadOnlyList<SpeechRequest> requests)
    {
        Target = target;
        Chunks = chunks;
        Requests = requests;
        Characters = chunks.Sum(chunk => (long)requests[chunk.Request].Input.Length);
        PaidCharacters = requests.Sum(request => (long)request.Input.Length);
    }

    /// <summary>What is made.</summary>
    public Target Target { get; }

    /// <summary>The pieces of the file in order.</summary>
    public IReadOnlyList<Chunk> Chunks { get; }

    /// <summary>The distinct requests; equal chunks need one.</summary>
    public IReadOnlyList<SpeechRequest> Requests { get; }

    /// <summary>UTF-16 units that are spoken.</summary>
    public long Characters { get; }

    /// <summary>UTF-16 units that are sent when nothing is there yet.</summary>
    public long PaidCharacters { get; }

    /// <summary>Cuts the target's text. No chunk at all means that the text is empty or blank.</summary>
    public static TargetPlan Create(Target target)
    {
        var chunks = new List<Chunk>();
        var requests = new List<SpeechRequest>();
        var indexes = new Dictionary<SpeechRequest, int>();
        for (int i = 0; i < target.Segments.Count; i++)
        {
            Segment segment = target.Segments[i];
            int maxLength = target.MaxChunkLength ?? segment.DefaultMaxChunkLength;
            foreach (TextRange chunk in TextSplitter.Split(segment.Text, maxLength))
            {
                var request = new SpeechRequest(
                    chunk.Of(segment.Text), segment.Voice, segment.Model, target.Format, segment.Speed, segment.Instructions);
                if (!indexes.TryGetValue(request, out int index))
                {
                    index = requests.Count;
                    indexes.Add(request, index);
                    requests.Add(request);
                }

                chunks.Add(new Chunk(i, index));
            }
        }

        return new TargetPlan(target, chunks, requests);
    }
}
