using System.Collections;
using System.Management.Automation;
using System.Text;
using System.Xml;
using CometSpeech.Input.Records;

namespace CometSpeech.Input;

/// <summary>
/// Gives the text of values that have one for a reader: strings, numbers, dates, enumerations, addresses, versions.
/// PowerShell makes a string of any object; what it makes of a hashtable or a process is a type's name.
/// </summary>
internal static class ValueText
{
    /// <summary>
    /// How deep lists may lie in lists: more than anybody writes, and an end for one that holds itself.
    /// </summary>
    public const int MostNestedLists = 16;

    /// <summary>The text of a single value, as PowerShell writes it; null when it has none.</summary>
    public static string? Of(object? value) => BaseOf(value) switch
    {
        null or DBNull => "",
        string text => text,
        // A custom object, which is its own base in Windows PowerShell.
        PSObject => null,
        // Numbers, characters, dates and their like, each of which formats itself.
        IFormattable or IConvertible or Uri or Version or StringBuilder => ConvertToString(value),
        { } other when other.GetType().FullName == "System.Management.Automation.SemanticVersion" => other.ToString(),
        _ => null,
    };

    /// <summary>
    /// The text that a property holds: a single value, an XML element's content, or a list of such, a line for each;
    /// null when it holds no text.
    /// </summary>
    public static string? OfProperty(object? value)
    {
        object? single = BaseOf(value);
        if (single is IDictionary || IsBytes(single))
        {
            return null;
        }

        if (single is XmlNode || ItemsOf(single) is not { } list)
        {
            return OfItem(single);
        }

        string?[] lines = [.. list.Cast<object?>().Select(OfItem)];
        return lines.Contains(null) ? null : string.Join("\n", lines);
    }

    /// <summary>The items that PowerShell takes a value apart into; null for a single value.</summary>
    /// <exception cref="RecordValueException">It is a list that cannot be read.</exception>
    public static IEnumerable? ItemsOf(object? value)
    {
        try
        {
            return LanguagePrimitives.GetEnumerable(value);
        }
        catch (ExtendedTypeSystemException e)
        {
            throw new RecordValueException($"it cannot be enumerated: {(e.InnerException ?? e).Message}", e);
        }
    }

    /// <summary>Whether it is an array of bytes, or a list that begins with one.</summary>
    public static bool IsBytes(object? value) => BaseOf(value) switch
    {
        byte[] => true,
        Array { Rank: > 1 } => false,
        IList { Count: > 0 } list => BaseOf(list[0]) is byte,
        _ => false,
    };

    /// <summary>
    /// Whether it is a piece of what <c>Format-Table</c> and its like put out, which means nothing alone.
    /// </summary>
    public static bool IsFormatData(object? value) =>
        BaseOf(value)?.GetType().Namespace == "Microsoft.PowerShell.Commands.Internal.Format";

    /// <summary>The value without what PowerShell has put around it.</summary>
    public static object? BaseOf(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    private static string? OfItem(object? value) => BaseOf(value) is XmlNode node ? node.InnerText : Of(value);

    private static string ConvertToString(object? value) => LanguagePrimitives.ConvertTo<string>(BaseOf(value)) ?? "";
}
