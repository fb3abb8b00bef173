using System.Text;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Planning;
using CometSpeech.Input;

namespace CometSpeech.Output;

/// <summary>Gathers the consecutive records of one target: lines that are spoken alike become one segment, a change begins the next.</summary>
internal sealed class TargetBuilder(string name, string? outFile, AudioFormat format)
{
    private readonly List<Segment> _segments = [];
    private readonly StringBuilder _text = new();
    private Manner? _manner;
    private bool _hasText;

    /// <summary>How messages call the target.</summary>
    public string Name => name;

    /// <summary>The full path; null when the audio is wanted as bytes.</summary>
    public string? OutFile => outFile;

    /// <summary>The format to ask for.</summary>
    public AudioFormat Format => format;

    /// <summary>Records that could not be used; the target would lack them.</summary>
    public int Rejected { get; set; }

    /// <summary>Adds a piece of input.</summary>
    public void Add(InputText source, Manner manner)
    {
        // A blank line belongs to whoever speaks: it parts paragraphs, not speakers.
        bool isBlank = string.IsNullOrWhiteSpace(source.Text);
        if (isBlank && _manner is null)
        {
            return;
        }

        if (!isBlank && _manner != manner)
        {
            CloseSegment();
            _manner = manner;
        }

        if (_hasText)
        {
            // A file ends where the next begins: a paragraph's end, whatever its last line has.
            _text.Append(source.Path is null ? "\n" : "\n\n");
        }

        _text.Append(source.Text);
        _hasText = true;
    }

    /// <summary>The finished target.</summary>
    public Target Build(int? maxChunkLength, TimeSpan pause, bool force, bool noClobber)
    {
        CloseSegment();
        return new Target
        {
            Name = name,
            OutFile = outFile,
            Format = format,
            Segments = _segments,
            MaxChunkLength = maxChunkLength,
            Pause = pause,
            Force = force,
            NoClobber = noClobber,
        };
    }

    private void CloseSegment()
    {
        if (_manner is not null && _hasText)
        {
            _segments.Add(new Segment(_text.ToString(), _manner.Voice, _manner.Model, _manner.Speed, _manner.Instructions));
        }

        _text.Clear();
        _hasText = false;
    }
}
