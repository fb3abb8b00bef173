using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Internal;
using System.Security;

namespace CometSpeech.Playground.Hosting;

/// <summary>Writes what the engine shows to the console, and asks there. Errors go to standard error.</summary>
internal sealed class ConsoleUserInterface : PSHostUserInterface
{
    private int _progressLength;

    public override PSHostRawUserInterface RawUI { get; } = new ConsoleRawUserInterface();

    public override bool SupportsVirtualTerminal => !Console.IsOutputRedirected;

    /// <summary>Whether an error was written.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Sends what is written as output where errors go.</summary>
    public bool IsShowingError { get; set; }

    public override void Write(string value)
    {
        if (IsShowingError)
        {
            WriteError(value);
        }
        else
        {
            WriteTo(Console.Out, Console.IsOutputRedirected, null, value);
        }
    }

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        WriteTo(Console.Out, Console.IsOutputRedirected, foregroundColor, value);

    public override void WriteLine(string value) => Write(value + Environment.NewLine);

    public override void WriteErrorLine(string value) => WriteError(value + Environment.NewLine);

    public override void WriteWarningLine(string message) => WriteMessage("WARNING: ", message);

    public override void WriteVerboseLine(string message) => WriteMessage("VERBOSE: ", message);

    public override void WriteDebugLine(string message) => WriteMessage("DEBUG: ", message);

    /// <summary>
    /// One line on a terminal's standard error, written over by the next; nothing where that is a file.
    /// </summary>
    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        ClearProgress();
        if (Console.IsErrorRedirected || record.RecordType == ProgressRecordType.Completed)
        {
            return;
        }

        string percent = record.PercentComplete < 0 ? string.Empty : $" {record.PercentComplete} %";
        string line = $"{record.Activity}: {record.StatusDescription}{percent}";
        line = line[..Math.Min(line.Length, RawUI.BufferSize.Width - 1)];
        Console.Error.Write(line);
        _progressLength = line.Length;
    }

    public override string ReadLine() => Console.ReadLine() ?? string.Empty;

    public override SecureString ReadLineAsSecureString()
    {
        SecureString secret = new();
        if (Console.IsInputRedirected)
        {
            foreach (char character in ReadLine())
            {
                secret.AppendChar(character);
            }

            return secret;
        }

        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace && secret.Length > 0)
            {
                secret.RemoveAt(secret.Length - 1);
                Console.Write("\b \b");
            }
            else if (!char.IsControl(key.KeyChar))
            {
                secret.AppendChar(key.KeyChar);
                Console.Write('*');
            }
        }

        Console.WriteLine();
        return secret;
    }

    public override Dictionary<string, PSObject> Prompt(
        string caption, string message, Collection<FieldDescription> descriptions)
    {
        WriteLine($"{caption}{Environment.NewLine}{message}");
        Dictionary<string, PSObject> answers = [];
        foreach (FieldDescription field in descriptions)
        {
            Write($"{field.Name}: ");
            object answer = field.ParameterTypeFullName == typeof(SecureString).FullName
                ? ReadLineAsSecureString()
                : ReadLine();
            answers[field.Name] = PSObject.AsPSObject(answer);
        }

        return answers;
    }

    public override int PromptForChoice(
        string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        WriteLine($"{caption}{Environment.NewLine}{message}");
        string[] hotkeys = [.. choices.Select(choice => Hotkey(choice.Label))];
        while (true)
        {
            IEnumerable<string> labels = choices.Select((choice, index) =>
                $"[{hotkeys[index]}] {choice.Label.Replace("&", string.Empty, StringComparison.Ordinal)}");
            Write(string.Join("  ", labels) + ": ");
            string answer = ReadLine().Trim();
            if (answer.Length == 0)
            {
                return defaultChoice;
            }

            int chosen = Array.FindIndex(hotkeys, hotkey => hotkey.Equals(answer, StringComparison.OrdinalIgnoreCase));
            if (chosen >= 0)
            {
                return chosen;
            }
        }
    }

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName) =>
        throw new NotSupportedException("The Playground asks for no credentials.");

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) =>
        PromptForCredential(caption, message, userName, targetName);

    // The letter after the ampersand, else the whole label.
    private static string Hotkey(string label)
    {
        int ampersand = label.IndexOf('&', StringComparison.Ordinal);
        return ampersand >= 0 && ampersand + 1 < label.Length ? label.Substring(ampersand + 1, 1) : label;
    }

    private void WriteMessage(string prefix, string message) =>
        WriteTo(Console.Out, Console.IsOutputRedirected, ConsoleColor.Yellow, prefix + message + Environment.NewLine);

    private void WriteError(string value)
    {
        HasErrors = true;
        WriteTo(Console.Error, Console.IsErrorRedirected, ConsoleColor.Red, value);
    }

    private void WriteTo(TextWriter writer, bool isRedirected, ConsoleColor? color, string value)
    {
        ClearProgress();
        if (isRedirected)
        {
            // Views bring their own colours, which a file has no use for.
            writer.Write(new StringDecorated(value).ToString(OutputRendering.PlainText));
            return;
        }

        if (color is not { } foreground)
        {
            writer.Write(value);
            return;
        }

        Console.ForegroundColor = foreground;
        writer.Write(value);
        Console.ResetColor();
    }

    private void ClearProgress()
    {
        if (_progressLength > 0)
        {
            Console.Error.Write($"\r{new string(' ', _progressLength)}\r");
            _progressLength = 0;
        }
    }
}
