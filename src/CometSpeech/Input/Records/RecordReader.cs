using System.Management.Automation;
using CometSpeech.Errors;

namespace CometSpeech.Input.Records;

/// <summary>
/// Reads records: the text of each, and what it says of its voice, its manner and its file. What cannot be used is an
/// error of that record alone.
/// </summary>
/// <param name="cmdlet">Who writes the errors.</param>
/// <param name="texts">Counts the records.</param>
/// <param name="check">Looks at the texts.</param>
/// <param name="manners">Reads how a record is spoken.</param>
/// <param name="chapter">Tells which chapter a record belongs to.</param>
/// <param name="outFile">Names a record's file; null when that is not the record's affair.</param>
internal sealed class RecordReader(
    PSCmdlet cmdlet,
    InputTextReader texts,
    InputTextCheck check,
    MannerReader manners,
    RecordParameter chapter,
    RecordParameter? outFile)
{
    // Why the last record has no text, and its file: one error for one cause.
    private (string? Cause, string? File) _last;

    /// <summary>Records that bring their own text.</summary>
    public IEnumerable<InputRecord> Read(IEnumerable<InputText> pieces) =>
        pieces.Select(piece => Complete(piece, piece.Source));

    /// <summary>
    /// Records of a text that was given by hand: the pipeline's object says how it is spoken and in which file.
    /// </summary>
    public IEnumerable<InputRecord> Read(IEnumerable<InputText> pieces, object? pipelineRecord)
    {
        if (manners.IsSaidBy(pipelineRecord)
            || chapter.IsSaidBy(pipelineRecord)
            || outFile?.IsSaidBy(pipelineRecord) == true)
        {
            return pieces.Select(piece => Complete(piece, pipelineRecord));
        }

        // As in PowerShell itself: an object that no parameter takes is a mistake, and the text would be spoken in its
        // place.
        cmdlet.WriteError(InputErrors.InputObjectNotBound(pipelineRecord));
        return new[] { new InputRecord { OutFile = outFile?.GetText(null) } };
    }

    private InputRecord Complete(InputText piece, object? source)
    {
        string? file = null;
        string? title = null;
        Manner? manner = null;
        bool isFileKnown = false;
        RecordValueException? failure = null;
        try
        {
            file = outFile?.GetText(source);
            isFileKnown = file is not null || outFile?.IsSaidBy(source) != true;
            if (!isFileKnown)
            {
                throw new RecordValueException("its OutFile is blank.");
            }

            title = OnOneLine(chapter.GetText(source));
            manner = piece.Text is null ? null : manners.Read(source);
        }
        catch (RecordValueException e)
        {
            failure = e;
        }

        var name = new RecordName(texts.Count, piece.Text, file);
        // In a folder every record is a file of its own.
        bool isSaid = (outFile is not null || piece.IsErrorOfAll)
            && isFileKnown && piece.Cause is not null && _last == (piece.Cause, file);
        _last = (piece.Cause, file);
        if (piece.Error is { } error && !isSaid)
        {
            cmdlet.WriteError(error(name));
        }

        if (failure is not null)
        {
            cmdlet.WriteError(InputErrors.RecordUnusable(name, failure, source));
        }

        bool isText = check.Accepts(name, piece, out string? origin);
        return new InputRecord
        {
            Text = isText ? piece.Text : null,
            Path = piece.Path,
            Origin = origin,
            Spoken = ValueText.BaseOf(piece.Source) as SpokenText,
            Chapters = piece.Chapters,
            Document = piece.Document,
            IsPronounced = piece.IsPronounced,
            ReadLines = piece.ReadLines,
            Chapter = title,
            IsChapterSaid = chapter.IsGiven || title is not null,
            Manner = manner,
            OutFile = file,
            IsOutFileKnown = isFileKnown,
            IsErrorRepeated = isSaid && !piece.IsErrorOfAll,
        };
    }

    // Null for a blank one, which goes on with the chapter before.
    private static string? OnOneLine(string? title) =>
        string.IsNullOrWhiteSpace(title)
            ? null
            : string.Join(" ", title!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
