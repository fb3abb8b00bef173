using System.Management.Automation;

namespace CometSpeech.Loading;

/// <summary>
/// Runs when PowerShell imports or removes the module: begins and ends to load packages from <c>dependencies/</c>.
/// </summary>
public sealed class ModuleAssemblyInitializer : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnImport() => DependencyResolver.Register();

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => DependencyResolver.Unregister();
}
