using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Security;
using CometSpeech.Core.Keys;
using CometSpeech.Core.Keys.Store;
using CometSpeech.Errors;

namespace CometSpeech.Keys;

/// <summary>
/// Reads and writes secrets through the commands of Microsoft.PowerShell.SecretManagement in the user's session. That
/// module is looked for and loaded by these methods alone, so only for a user who named a vault.
/// </summary>
internal static class SecretVault
{
    private const string ModuleName = "Microsoft.PowerShell.SecretManagement";

    /// <summary>The key in that vault. What goes wrong ends the cmdlet.</summary>
    public static ApiKey Read(PSCmdlet cmdlet, VaultReference reference)
    {
        Collection<PSObject> found = Invoke(cmdlet, "Get-Secret", reference, secret: null, redact: text => text);
        if (found.Count == 1 && SecretText.From(found[0]) is { } secret && ApiKey.Parse(secret) is { } key)
        {
            return key;
        }

        cmdlet.ThrowTerminatingError(KeyErrors.NoKeyInVault(reference));
        throw new InvalidOperationException();
    }

    /// <summary>Writes the key into that vault, over a secret of that name. What goes wrong ends the cmdlet.</summary>
    public static void Write(PSCmdlet cmdlet, VaultReference reference, ApiKey key) =>
        Invoke(cmdlet, "Set-Secret", reference, SecretText.From(key.Reveal()), key.Redact);

    private static Collection<PSObject> Invoke(
        PSCmdlet cmdlet, string name, VaultReference reference, SecureString? secret, Func<string, string> redact)
    {
        // The full name: another module's Get-Secret must not be handed a key.
        string command = $"{ModuleName}\\{name}";
        if (cmdlet.InvokeCommand.GetCommand(command, CommandTypes.Cmdlet | CommandTypes.Function) is null)
        {
            cmdlet.ThrowTerminatingError(KeyErrors.SecretManagementMissing(reference));
        }

        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand(command)
            .AddParameter("Vault", reference.Vault)
            .AddParameter("Name", reference.SecretName)
            .AddParameter("ErrorAction", ActionPreference.Stop);
        if (secret is not null)
        {
            shell.AddParameter("Secret", secret);
        }

        object? lastError = Errors(cmdlet).Cast<object>().FirstOrDefault();
        try
        {
            return shell.Invoke();
        }
        catch (PipelineStoppedException)
        {
            throw;
        }
        catch (RuntimeException e)
        {
            ForgetErrorsAfter(lastError, Errors(cmdlet));
            cmdlet.ThrowTerminatingError(KeyErrors.VaultFailed(reference, e.ErrorRecord, redact));
            throw;
        }
    }

    // $Error, newest first.
    private static ArrayList Errors(PSCmdlet cmdlet) => cmdlet.GetVariableValue("global:Error") as ArrayList ?? [];

    // The vault's own record may repeat the key; the cmdlet's record, which takes its place, does not.
    private static void ForgetErrorsAfter(object? lastError, ArrayList errors)
    {
        while (errors.Count > 0 && !ReferenceEquals(errors[0], lastError))
        {
            errors.RemoveAt(0);
        }
    }
}
