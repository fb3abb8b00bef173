using System.Text;
using CometSpeech.Core.Planning;
using CometSpeech.Core.Text;
using CometSpeech.Input;
using CometSpeech.Input.Records;

namespace CometSpeech.Output;

/// <summary>
/// Gathers the records of one target: lines that are spoken alike become one segment, a change begins the next.
/// </summary>
internal sealed class TargetBuilder
{
    private readonly List<Segment> _segments = [];
    private StringBuilder? _text;
    private string? _first;
    private Manner? _manner;
    private bool _hasWords;

    /// <summary>Adds a usable record.</summary>
    public void Add(InputRecord record)
    {
        string text = record.Text!;
        // A blank line belongs to whoever speaks: it parts paragraphs, not speakers.
        bool isBlank = string.IsNullOrWhiteSpace(text);
        if (isBlank && _manner is null)
        {
            return;
        }

        // So do signs without a word, which some services refuse to speak alone; before the first word they go with it.
        bool hasWords = TextSplitter.HasWords(text);
        if (_manner is null || (hasWords && _manner != record.Manner))
        {
            if (_hasWords)
            {
                CloseSegment();
            }

            _manner = record.Manner;
        }

        _hasWords |= hasWords;

        if (_first is null)
        {
            // Not copied until a second one comes: it may be a whole book.
            _first = text;
            return;
        }

        // A file ends where the next begins: a paragraph's end, whatever its last line has.
        _text = (_text ?? new StringBuilder(_first)).Append(record.Path is null ? "\n" : "\n\n").Append(text);
    }

    /// <summary>The finished target.</summary>
    public Target Build(string name, string? outFile, FileFormat format, bool noClobber, TargetOptions options)
    {
        CloseSegment();
        return new Target
        {
            Name = name,
            OutFile = outFile,
            Format = format.Parts,
            Container = format.Container,
            Segments = _segments,
            MaxChunkLength = options.MaxChunkLength,
            EndsChunksWithParagraphs = options.EndsChunksWithParagraphs,
            Pause = options.Pause,
            Force = options.Force,
            NoClobber = noClobber,
        };
    }

    private void CloseSegment()
    {
        if (_manner is { } manner && _first is not null)
        {
            string text = _text?.ToString() ?? _first;
            _segments.Add(new Segment(text, manner.Voice, manner.Model, manner.Speed, manner.Instructions));
        }

        _text = null;
        _first = null;
        _hasWords = false;
    }
}
