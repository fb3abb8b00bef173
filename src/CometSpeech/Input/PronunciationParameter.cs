using System.Collections;
using System.Management.Automation;
using System.Text.RegularExpressions;
using CometSpeech.Core.Wording;
using CometSpeech.Errors;
using CometSpeech.Input.Files;
using CometSpeech.Input.Records;

namespace CometSpeech.Input;

/// <summary>
/// What <c>-Pronunciation</c> says: hashtables, rows with the properties Text and Spoken, and files; later ones win.
/// Failures are the cmdlet's terminating errors. To be called on the pipeline thread.
/// </summary>
internal sealed class PronunciationParameter
{
    private static readonly string[] s_columns = ["Text", "Spoken", "CaseSensitive", "Regex"];

    private readonly PSCmdlet _cmdlet;
    private readonly CancellationToken _stop;
    private readonly List<IReadOnlyList<PronunciationEntry>> _sources = [];

    // Rows that follow each other are one table.
    private List<PronunciationEntry>? _rows;
    private int _lexemesWithoutAlias;
    private Pronunciation? _pronunciation;

    private PronunciationParameter(PSCmdlet cmdlet, CancellationToken stop)
    {
        _cmdlet = cmdlet;
        _stop = stop;
    }

    /// <summary>Reads it; null when it has no entry.</summary>
    /// <param name="cmdlet">Whose session knows the paths, and whom a failure ends.</param>
    /// <param name="values">The parameter's value; null when it was not given.</param>
    /// <param name="stop">Ends the reading of files.</param>
    public static PronunciationParameter? Read(PSCmdlet cmdlet, object?[]? values, CancellationToken stop)
    {
        if (values is null)
        {
            return null;
        }

        var parameter = new PronunciationParameter(cmdlet, stop);
        try
        {
            foreach (object? value in values)
            {
                parameter.Add(value);
            }

            parameter._pronunciation = Pronunciation.Create(parameter._sources);
        }
        catch (PronunciationException e)
        {
            cmdlet.ThrowTerminatingError(PronunciationErrors.NotReadable(e));
        }

        if (parameter._lexemesWithoutAlias is > 0 and var count)
        {
            string words = count == 1
                ? "1 of the words in pronunciation lexicons was left out: it has"
                : $"{count} of the words in pronunciation lexicons were left out: they have";
            cmdlet.WriteWarning($"{words} phonemes and no alias, and the service takes plain text.");
        }

        return parameter._pronunciation!.IsEmpty ? null : parameter;
    }

    /// <summary>The text as it is spoken.</summary>
    public string Apply(string text) => Apply(text, keepsWritten: false, out _);

    /// <summary>The text as it is spoken, and what was written for it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="keepsWritten">Whether anybody wants to know what was written.</param>
    /// <param name="written">What was written; null when it is the same or nobody wants to know.</param>
    public string Apply(string text, bool keepsWritten, out WrittenText? written)
    {
        written = null;
        try
        {
            return keepsWritten ? _pronunciation!.Apply(text, out written) : _pronunciation!.Apply(text);
        }
        catch (PronunciationException e)
        {
            _cmdlet.ThrowTerminatingError(PronunciationErrors.TimedOut(e));
            throw;
        }
    }

    private void Add(object? value, int depth = 0)
    {
        object? single = ValueText.BaseOf(value);
        if (single is not null && IsRow(value!))
        {
            AddRow(value!);
            return;
        }

        _rows = null;
        switch (single)
        {
            case string path:
                foreach (string file in PronunciationPath.Resolve(_cmdlet, path))
                {
                    AddFile(file);
                }

                break;
            case FileInfo file:
                AddFile(file.FullName);
                break;
            case PathInfo path:
                AddFile(path.ProviderPath);
                break;
            case IDictionary table:
                _sources.Add(EntriesOf(table).ToArray());
                break;
            case IEnumerable when depth == ValueText.MostNestedLists:
                throw new PronunciationException("lists are nested too deeply, or one holds itself.");
            case IEnumerable list:
                foreach (object? item in list)
                {
                    Add(item, depth + 1);
                }

                break;
            default:
                throw new PronunciationException(
                    single is null
                        ? "a value is $null."
                        : $"a value of type {PSObject.AsPSObject(value!).TypeNames.FirstOrDefault()} is neither a "
                            + "hashtable, nor a path, nor an object with the properties Text and Spoken.");
        }
    }

    private void AddFile(string path)
    {
        PronunciationFile file = BackgroundRead.Run(
            () => PronunciationDataFile.IsOne(path) ? PronunciationDataFile.Read(path) : PronunciationFile.Read(path),
            _stop);
        _lexemesWithoutAlias += file.LexemesWithoutAlias;
        _sources.Add(file.Entries);
    }

    // What Import-Csv and ConvertFrom-Json make; a table of two words that happen to be Text and Spoken is not meant.
    private static bool IsRow(object value) => ValueText.BaseOf(value) is not (string or Array or FileInfo)
        && RecordProperty.Exists(value, s_columns[0]) && RecordProperty.Exists(value, s_columns[1])
        && (ValueText.BaseOf(value) is not IDictionary
            || RecordProperty.NamesOf(value).All(name => s_columns.Contains(name, StringComparer.OrdinalIgnoreCase)));

    private void AddRow(object row)
    {
        if (_rows is null)
        {
            _sources.Add(_rows = []);
        }

        _rows.Add(new PronunciationEntry(Get(row, s_columns[0]), Get(row, s_columns[1]))
        {
            CaseSensitive = GetBoolean(row, s_columns[2]),
            IsRegex = GetBoolean(row, s_columns[3]) ?? false,
        });
    }

    private static string Get(object row, string name) => ValueText.Of(RecordProperty.Get(row, name))
        ?? throw new PronunciationException($"the property {name} of a row holds no text.");

    private static bool? GetBoolean(object row, string name)
    {
        object? value = RecordProperty.Get(row, name);
        string text = ValueText.Of(value)?.Trim() ?? "?";
        return text.Length == 0 ? null
            : ValueText.BaseOf(value) is bool isTrue ? isTrue
            : bool.TryParse(text, out isTrue) ? isTrue
            : throw new PronunciationException($"{name} of a row is '{text}'; it can be true or false.");
    }

    private static IEnumerable<PronunciationEntry> EntriesOf(IDictionary table)
    {
        foreach (DictionaryEntry pair in table)
        {
            object? key = ValueText.BaseOf(pair.Key);
            string? text = key is Regex regex ? regex.ToString() : ValueText.Of(key);
            string? spoken = ValueText.Of(pair.Value);
            if (text is null || spoken is null)
            {
                object? wrong = text is null ? key : ValueText.BaseOf(pair.Value);
                throw new PronunciationException(
                    $"{(text is null ? "a key" : $"the value of '{text}'")} is no text but a {wrong?.GetType()}.");
            }

            yield return new PronunciationEntry(text, spoken)
            {
                IsRegex = key is Regex,
                // Compiling takes longer than a text.
                RegexOptions = key is Regex { Options: var options } ? options & ~RegexOptions.Compiled : default,
            };
        }
    }
}
