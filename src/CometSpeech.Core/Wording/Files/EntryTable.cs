namespace CometSpeech.Core.Wording.Files;

/// <summary>Reads entries of a table with a header: what <c>Export-Csv</c> and programs for spreadsheets write.</summary>
internal static class EntryTable
{
    // Windows PowerShell's Export-Csv puts the objects' type before the header.
    private const string TypeLine = "#TYPE";

    /// <exception cref="PronunciationException">A column is missing, or a value cannot be used.</exception>
    public static IReadOnlyList<PronunciationEntry> Read(string text, string path, bool isTabbed)
    {
        char delimiter = isTabbed ? '\t' : DelimiterOf(text);
        using IEnumerator<CsvRecord> records = CsvRecord.ReadAll(text, delimiter, path).GetEnumerator();
        if (!records.MoveNext())
        {
            throw new PronunciationException("it is empty; its first line is to name the columns Text and Spoken.", path);
        }

        CsvRecord header = records.Current;
        int textColumn = header.Find("Text");
        int spokenColumn = header.Find("Spoken");
        if (textColumn < 0 || spokenColumn < 0)
        {
            throw new PronunciationException(
                $"it has no column {(textColumn < 0 ? "Text" : "Spoken")}; its first line names: "
                    + $"{string.Join(", ", header.Fields.Take(20))}.",
                path,
                header.Line);
        }

        int caseColumn = header.Find("CaseSensitive");
        int regexColumn = header.Find("Regex");
        var entries = new List<PronunciationEntry>();
        while (records.MoveNext())
        {
            CsvRecord record = records.Current;
            if (record.Fields.Count <= Math.Max(textColumn, spokenColumn))
            {
                throw new PronunciationException(
                    "the line has fewer values than the header has columns up to Spoken.", path, record.Line);
            }

            entries.Add(new PronunciationEntry(record.Fields[textColumn], record.Fields[spokenColumn])
            {
                CaseSensitive = record.GetBoolean(caseColumn, "CaseSensitive", path),
                IsRegex = record.GetBoolean(regexColumn, "Regex", path) ?? false,
                Path = path,
                Line = record.Line,
            });
        }

        return entries;
    }

    // A semicolon where the user's language has a comma in its numbers.
    private static char DelimiterOf(string text)
    {
        int start = 0;
        if (text.StartsWith(TypeLine, StringComparison.Ordinal))
        {
            start = Math.Max(0, text.IndexOf('\n'));
        }

        int end = text.IndexOf('\n', Math.Min(start + 1, text.Length));
        string header = text.Substring(start, (end < 0 ? text.Length : end) - start);
        return header.IndexOf(',') < 0 && header.IndexOf(';') >= 0 ? ';' : ',';
    }
}
