using System.Collections;
using System.Management.Automation;
using System.Xml;
using CometSpeech.Input;
using CometSpeech.Input.Documents;
using CometSpeech.Input.Records;

namespace CometSpeech.Errors;

/// <summary>Tells how to get a text out of an object that has none: what a user of PowerShell would write.</summary>
internal static class NoTextAdvice
{
    // The properties that hold what a person would read of an object, those of longer texts first.
    private static readonly string[] s_readable =
    [
        "Line", "Message", "Content", "Body", "InnerText", "Sentence", "Paragraph", "Description", "Summary", "Value",
        "DisplayName", "Title", "Name",
    ];

    // RSS 2.0, its module Content, and Atom (RFC 4287, 4.1.3 and 4.2.13).
    private static readonly string[] s_feedTexts = ["encoded", "content", "description", "summary"];

    /// <summary>The advice for an object.</summary>
    public static string For(object record)
    {
        object? value = ValueText.BaseOf(record);
        string[] types = [.. PSObject.AsPSObject(record).TypeNames];
        if (ValueText.IsFormatData(value))
        {
            return "Leave Format-Table and its like out, or put Out-String behind it: "
                + "Get-Process | Format-Table | Out-String | ConvertTo-Speech.";
        }

        if (value is DictionaryEntry || value?.GetType().Name == "KeyValuePair`2")
        {
            return "Pipe the entry's value: ForEach-Object Value.";
        }

        if (value is IDictionary)
        {
            return "Put the text under the key Text, or pipe the values: $hashtable.Values.";
        }

        if (types.Contains("Microsoft.PowerShell.Commands.SelectXmlInfo"))
        {
            return "Pipe the text of the nodes: ForEach-Object { $_.Node.InnerText }.";
        }

        if (types.Contains("System.Management.Automation.ErrorRecord"))
        {
            return "Pipe its message: ForEach-Object ToString.";
        }

        if (RecordProperty.NamesOf(record).FirstOrDefault(IsTornHeader) is { } header)
        {
            string delimiter = header.IndexOf(';') >= 0 ? "';'" : "\"`t\"";
            return $"The table seems to have another delimiter: Import-Csv -Delimiter {delimiter}.";
        }

        if (value is XmlNode node && MarkupNode.IsPage(node))
        {
            return "-InputFormat Html speaks the page as a person would read it.";
        }

        // An item of a feed has its text in an element, as HTML, beside addresses and dates.
        if (value is XmlElement element && s_feedTexts.FirstOrDefault(name => HoldsElement(element, name)) is { } held)
        {
            return $"Pipe its text, which is HTML as a rule: ForEach-Object {held} | ConvertTo-Speech -InputFormat "
                + "Html.";
        }

        if (value is XmlNode)
        {
            return "Pipe its text, or that of its elements: ForEach-Object InnerText.";
        }

        if (types.Contains("Selected.System.IO.FileInfo"))
        {
            return "Pipe the files themselves, or select FullName too: it tells where they are.";
        }

        if (RecordProperty.NamesOf(record).FirstOrDefault(name => HoldsRows(record, name)) is { } rows)
        {
            return $"Pipe the rows that it holds: ForEach-Object {rows}.";
        }

        if (value is Stream or TextReader)
        {
            return "Name the file by -Path, or pipe what a StreamReader's ReadToEnd() gives.";
        }

        if (ValueText.IsBytes(Get(record, "Content")))
        {
            return "Give the bytes that it holds, and their format: -InputObject $answer.Content -InputFormat Epub.";
        }

        string? readable = s_readable.FirstOrDefault(name => HoldsText(record, name));
        if (readable is null && HoldsText(record, "Path"))
        {
            return "If Path names text files: Select-Object *, @{ Name = 'LiteralPath'; Expression = 'Path' }.";
        }

        if (!types.Contains("System.Management.Automation.PSCustomObject"))
        {
            return $"Pipe a property of it, ForEach-Object {readable ?? "<property>"}, "
                + "or what the console shows, Out-String.";
        }

        // A row: its columns for voice and file are to stay. In any language its text is the longest.
        readable ??= RecordProperty.NamesOf(record)
            .OrderByDescending(name => ValueText.Of(Get(record, name))?.Length ?? 0)
            .FirstOrDefault() ?? "<property>";
        string quoted = readable.Replace("'", "''");
        return "Name the property that holds the text: "
            + $"Select-Object *, @{{ Name = 'Text'; Expression = '{quoted}' }}.";
    }

    private static bool HoldsText(object record, string name) =>
        !string.IsNullOrWhiteSpace(ValueText.Of(Get(record, name)));

    // As ConvertFrom-Json makes them.
    private static bool HoldsRows(object record, string name) =>
        ValueText.BaseOf(Get(record, name)) is object[] { Length: > 0 } rows && RecordProperty.Exists(rows[0], "Text");

    private static bool HoldsElement(XmlElement element, string name) =>
        element.ChildNodes.OfType<XmlElement>().Any(child => child.LocalName == name);

    private static object? Get(object record, string name)
    {
        try
        {
            return RecordProperty.Get(record, name);
        }
        catch (RecordValueException)
        {
            // A getter that throws: advice is not worth an error of its own.
            return null;
        }
    }

    // «Text;Voice» as one name: a table that was read with a comma for its delimiter.
    private static bool IsTornHeader(string name) => name.Split(';', '\t') is { Length: > 1 } parts
        && parts.Any(part => part.Trim(' ', '"').Equals("Text", StringComparison.OrdinalIgnoreCase));
}
