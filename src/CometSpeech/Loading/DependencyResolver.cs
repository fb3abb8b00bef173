using System.Reflection;
#if NET8_0_OR_GREATER
using System.Runtime.Loader;
#endif

namespace CometSpeech.Loading;

/// <summary>
/// Keeps the module's packages apart from those of the host and of other modules: they lie in <c>dependencies/</c>,
/// where neither PowerShell nor .NET looks by itself, and are found by this class alone.
/// </summary>
internal static class DependencyResolver
{
    private static readonly string s_folder = Path.Combine(
        Path.GetDirectoryName(typeof(DependencyResolver).Assembly.Location)!, "dependencies");

    private static int s_registrations;

#if NET8_0_OR_GREATER
    private static readonly DependencyLoadContext s_context = new(s_folder);

    /// <summary>Bridges the engine, and nothing else, into a private load context.</summary>
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

    // Only the engine is asked for from outside: its own packages resolve inside the private context,
    // so a package of another module and the same one here never meet.
    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        name.Name == "CometSpeech.Core" ? s_context.LoadFromAssemblyName(name) : null;

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
    /// Answers requests that come from this module's own assemblies; .NET Framework has no private contexts, so
    /// the version that is asked for does not count: the folder holds one set that fits together.
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
        if (request.RequestingAssembly is { } asking && !IsOurs(asking))
        {
            return null;
        }

        string path = Path.Combine(s_folder, new AssemblyName(request.Name).Name + ".dll");
        return File.Exists(path) ? Assembly.LoadFrom(path) : null;
    }

    private static bool IsOurs(Assembly assembly) =>
        assembly == typeof(DependencyResolver).Assembly
        || (!assembly.IsDynamic && assembly.Location.StartsWith(s_folder, StringComparison.OrdinalIgnoreCase));
#endif
}
