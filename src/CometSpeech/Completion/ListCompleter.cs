using System.Collections;
using System.ComponentModel;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace CometSpeech.Completion;

/// <summary>Completes from a list, in its order, quotes kept; other values may be typed all the same.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ListCompleter : IArgumentCompleter
{
    // Begins with a letter: PowerShell would take 1kb for the number 1024.
    private static readonly Regex s_word = new(
        @"^\p{L}[\p{L}\p{N}._:/+~-]*\z", RegexOptions.CultureInvariant);

    /// <summary>The values.</summary>
    protected abstract IEnumerable<string> Values { get; }

    /// <summary>What is shown beside a value.</summary>
    protected virtual string DescribeValue(string value) => value;

    /// <summary>The values that go with what else stands in the command; all of them as a rule.</summary>
    /// <param name="boundParameters">The parameters that are known before the command runs, by name.</param>
    protected virtual IEnumerable<string> GetValues(IDictionary boundParameters) => Values;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        string word = (wordToComplete ?? "").Trim('\'', '"');
        string quote = wordToComplete?.Length > 0 && wordToComplete[0] is '\'' or '"'
            ? wordToComplete.Substring(0, 1)
            : "";
        return GetValues(fakeBoundParameters)
            .Where(value => value.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(value =>
                new CompletionResult(
                    Quote(value, quote), value, CompletionResultType.ParameterValue, DescribeValue(value)));
    }

    // A server's names may hold anything. What PowerShell would not take as that word alone stands in single quotes,
    // where it runs nothing: within double quotes it would run $( ).
    private static string Quote(string value, string quote) => s_word.IsMatch(value)
        ? quote + value + quote
        : $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'";
}
