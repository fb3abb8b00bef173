using System.Management.Automation.Language;
using CometSpeech.Core.Wording;

namespace CometSpeech.Input.Files;

/// <summary>
/// Reads a pronunciation file of PowerShell's data language: one hashtable, of which nothing is run. The rules are
/// those of <c>Import-PowerShellDataFile</c>, without its limit of 500 keys.
/// </summary>
internal static class PronunciationDataFile
{
    /// <summary>Whether the path ends in <c>.psd1</c>.</summary>
    public static bool IsOne(string path) =>
        Path.GetExtension(path).Equals(".psd1", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="PronunciationException">It cannot be read, or holds more than texts.</exception>
    public static PronunciationFile Read(string path)
    {
        ScriptBlockAst script =
            Parser.ParseInput(PronunciationFile.ReadText(path), path, out _, out ParseError[] errors);
        if (errors.Length > 0)
        {
            throw new PronunciationException(
                $"it is no data file: {errors[0].Message}", path, errors[0].Extent.StartLineNumber);
        }

        if (script.Find(ast => ast is HashtableAst, searchNestedScriptBlocks: false) is not HashtableAst table)
        {
            throw new PronunciationException("it holds no hashtable.", path);
        }

        return new PronunciationFile(table.KeyValuePairs
            .Select(pair => new PronunciationEntry(
                ReadText(pair.Item1, path),
                ReadText((pair.Item2 as PipelineAst)?.GetPureExpression(), path, pair.Item2))
            {
                Path = path,
                Line = pair.Item1.Extent.StartLineNumber,
            })
            .ToArray());
    }

    private static string ReadText(ExpressionAst? expression, string path, Ast? whole = null)
    {
        try
        {
            if (ValueText.Of(expression?.SafeGetValue()) is { } text && expression is not null)
            {
                return text;
            }
        }
        catch (InvalidOperationException)
        {
            // It would have to be run.
        }

        Ast wrong = expression ?? whole!;
        throw new PronunciationException($"'{wrong}' is no text.", path, wrong.Extent.StartLineNumber);
    }
}
