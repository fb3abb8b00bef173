using System.Reflection;
using System.Runtime.Loader;
using SharpFuzz;

namespace CometSpeech.Fuzz.Coverage;

/// <summary>
/// Loads this program a second time, with an engine that counts its branches: SharpFuzz writes a copy of
/// <c>CometSpeech.Core.dll</c>, and nothing on disk stays changed.
/// </summary>
internal sealed class InstrumentedContext() : AssemblyLoadContext("instrumented")
{
    private const string Watched = "CometSpeech.Core";

    // What must be bound to the instrumented engine, and not to the one that is loaded already.
    private static readonly string[] s_bound = ["CometSpeech.Fuzz", "CometSpeech"];

    /// <summary>Runs a method of this program there.</summary>
    /// <param name="type">The type, which has the static method.</param>
    /// <param name="method">Takes the arguments, and returns the exit code.</param>
    /// <param name="args">Its argument.</param>
    public static int Invoke(Type type, string method, string[] args)
    {
        var context = new InstrumentedContext();
        Assembly program = context.LoadFromAssemblyName(type.Assembly.GetName());
        MethodInfo entry = program.GetType(type.FullName!, throwOnError: true)!
            .GetMethod(method, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
        return (int)entry.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [args], null)!;
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string path = Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll");
        return assemblyName.Name == Watched ? LoadFromStream(new MemoryStream(Instrument(path)))
            : s_bound.Contains(assemblyName.Name) ? LoadFromAssemblyPath(path)
            : null;
    }

    private static byte[] Instrument(string path)
    {
        string folder = Directory.CreateTempSubdirectory("cometspeech-fuzz-").FullName;
        try
        {
            string copy = Path.Combine(folder, Path.GetFileName(path));
            File.Copy(path, copy);
            // SharpFuzz finds the references of what it changes beside it.
            foreach (string other in Directory.GetFiles(AppContext.BaseDirectory, "*.dll"))
            {
                File.Copy(other, Path.Combine(folder, Path.GetFileName(other)), overwrite: true);
            }

            _ = Fuzzer.Instrument(copy, _ => true, Options.Value).Count();
            return File.ReadAllBytes(copy);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
