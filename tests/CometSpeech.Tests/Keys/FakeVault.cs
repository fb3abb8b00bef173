namespace CometSpeech.Tests.Keys;

/// <summary>
/// A module with the name and the commands of Microsoft.PowerShell.SecretManagement, for a machine that lacks it.
/// </summary>
internal static class FakeVault
{
    private const string Name = "Microsoft.PowerShell.SecretManagement";

    // The vault Safe works, Locked throws, Echo throws what it was given, Texts gives strings, Numbers a number.
    private const string Script = """
        $global:FakeVaultLoads++
        if (-not $global:FakeSecrets) { $global:FakeSecrets = @{} }

        function ConvertTo-Text([securestring] $Secret) {
            [System.Net.NetworkCredential]::new('', $Secret).Password
        }

        function Set-Secret {
            [CmdletBinding()]
            param([string] $Name, $Secret, [string] $Vault)
            if ($Vault -eq 'Locked') { throw 'The vault is locked.' }
            if ($Vault -eq 'Echo') { throw "Cannot keep $(ConvertTo-Text $Secret)." }
            $global:FakeSecrets["$Vault/$Name"] = $Secret
        }

        function Get-Secret {
            [CmdletBinding()]
            param([string] $Name, [string] $Vault)
            if ($Vault -eq 'Locked') { throw 'The vault is locked.' }
            if ($Vault -eq 'Numbers') { return 42 }
            if ($Vault -eq 'Texts') { return 'sk-0123456789text' }
            if (-not $global:FakeSecrets.ContainsKey("$Vault/$Name")) {
                $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new(
                    [System.Management.Automation.ItemNotFoundException]::new("The secret $Name was not found."),
                    'SecretNotFound', 'ObjectNotFound', $Name))
                return
            }
            $global:FakeSecrets["$Vault/$Name"]
        }
        """;

    public static void Install(string moduleFolder)
    {
        string folder = Directory.CreateDirectory(Path.Combine(moduleFolder, Name)).FullName;
        File.WriteAllText(Path.Combine(folder, Name + ".psm1"), Script);
    }
}
