using System.Reflection;
#if NET8_0_OR_GREATER
using System.Runtime.Loader;
#endif

namespace CometSpeech.Loading;

/// <summary>
/// Loads the module's packages from <c>dependencies/</c>, apart from those of the host and of other modules: neither
/// PowerShell nor .NET looks there by itself.
/// </summary>
internal static class DependencyResolver
{
    private static readonly string s_folder = Path.Combine(
        Path.GetDirectoryName(typeof(DependencyResolver).Assembly.Location)!, "dependencies");

    // Referenced by the cmdlet assembly alone, and no other module brings an assembly of this name.
    private const string Engine = "CometSpeech.Core";

    private static int s_registrations;

#if NET8_0_OR_GREATER
    private static readonly DependencyLoadContext s_context = new(s_folder);

    /// <summary>Begins to load the engine, and nothing else, into a private load context.</summary>
    public static void Register()
    {
        if (Interlocked.Increment(ref s_registrations) == 1)
        {
            AssemblyLoadContext.Default.Resolving += Resolve;
        }
    }

    public static void Unregister()
    {
        if (Interlocked.Decrement(ref s_registrations) == 0)
        {
            AssemblyLoadContext.Default.Resolving -= Resolve;
        }
    }

    // Only the engine is asked for from outside: its packages are found inside the private context, so that those of
    // another module and these never meet.
    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        name.Name == Engine ? s_context.LoadFromAssemblyName(name) : null;

    private sealed class DependencyLoadContext(string folder) : AssemblyLoadContext("CometSpeech")
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            string path = Path.Combine(folder, assemblyName.Name + ".dll");
            return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }
    }
#else
    /// <summary>
    /// Begins to load what the module's own assemblies ask for. .NET Framework has no private contexts, so the version
    /// that is asked for does not count: the folder holds one set that fits together.
    /// </summary>
    public static void Register()
    {
        if (Interlocked.Increment(ref s_registrations) == 1)
        {
            AppDomain.CurrentDomain.AssemblyResolve += Resolve;
        }
    }

    public static void Unregister()
    {
        if (Interlocked.Decrement(ref s_registrations) == 0)
        {
            AppDomain.CurrentDomain.AssemblyResolve -= Resolve;
        }
    }

    private static Assembly? Resolve(object? sender, ResolveEventArgs request)
    {
        // Of a request without an asker nobody knows whether it comes from another module, which must not get the
        // packages; the engine is nobody else's.
        string? name = new AssemblyName(request.Name).Name;
        if (request.RequestingAssembly is { } asking ? !IsOurs(asking) : name != Engine)
        {
            return null;
        }

        string path = Path.Combine(s_folder, name + ".dll");
        return File.Exists(path) ? Assembly.LoadFrom(path) : null;
    }

    private static bool IsOurs(Assembly assembly) =>
        assembly == typeof(DependencyResolver).Assembly
        || (!assembly.IsDynamic
            && assembly.Location.StartsWith(
                s_folder + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase));
#endif
}
