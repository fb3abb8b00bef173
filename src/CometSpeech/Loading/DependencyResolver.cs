using System.Reflection;
#if NET8_0_OR_GREATER
using System.Runtime.Loader;
#endif

namespace CometSpeech.Loading;

/// <summary>
/// Loads the module's packages from its two folders <c>dependencies</c>, apart from those of the host and of other
/// modules: neither PowerShell nor .NET looks there by itself.
/// </summary>
internal static class DependencyResolver
{
    private static readonly string s_framework =
        Path.GetDirectoryName(typeof(DependencyResolver).Assembly.Location)!;

    // Of this framework, and common to both.
    private static readonly string[] s_folders =
    [
        Path.Combine(s_framework, "dependencies"),
        Path.Combine(Path.GetDirectoryName(s_framework)!, "dependencies"),
    ];

    // Referenced by the cmdlet assembly alone, and no other module brings an assembly of this name.
    private const string Engine = "CometSpeech.Core";

    private static int s_registrations;

#if NET8_0_OR_GREATER
    private static readonly DependencyLoadContext s_context = new();

    /// <summary>Begins to load the engine, and nothing else, into a private load context.</summary>
    /// <exception cref="FileNotFoundException">The engine is missing.</exception>
    public static void Register()
    {
        RequireEngine();
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
    // another module and these never meet. Without the file the private context would ask here again, for ever.
    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        name.Name == Engine && Find(Engine) is not null ? s_context.LoadFromAssemblyName(name) : null;

    private sealed class DependencyLoadContext() : AssemblyLoadContext("CometSpeech")
    {
        protected override Assembly? Load(AssemblyName assemblyName) =>
            Find(assemblyName.Name) is { } path ? LoadFromAssemblyPath(path) : null;
    }
#else
    /// <summary>
    /// Begins to load what the module's own assemblies ask for. .NET Framework has no private contexts, so the version
    /// that is asked for does not count: the folders hold one set that fits together.
    /// </summary>
    /// <exception cref="FileNotFoundException">The engine is missing.</exception>
    public static void Register()
    {
        RequireEngine();
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

        return Find(name) is { } path ? Assembly.LoadFrom(path) : null;
    }

    private static bool IsOurs(Assembly assembly) =>
        assembly == typeof(DependencyResolver).Assembly
        || (!assembly.IsDynamic
            && s_folders.Any(folder => assembly.Location.StartsWith(
                folder + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase)));
#endif

    // Nothing loads the engine before a command needs it: an import would go well without it.
    private static void RequireEngine()
    {
        if (Find(Engine) is null)
        {
            string path = Path.Combine(s_folders[0], Engine + ".dll");
            throw new FileNotFoundException($"'{path}' is missing.", path);
        }
    }

    private static string? Find(string? name) =>
        s_folders.Select(folder => Path.Combine(folder, name + ".dll")).FirstOrDefault(File.Exists);
}
