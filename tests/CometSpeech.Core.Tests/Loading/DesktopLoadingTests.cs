#if NETFRAMEWORK
using System.Reflection;
using System.Reflection.Emit;

namespace CometSpeech.Core.Tests.Loading;

/// <summary>On .NET Framework all modules of a session share one domain: another module's packages must do no harm, nor ours to it.</summary>
public sealed class DesktopLoadingTests : IDisposable
{
    private static readonly string s_module = Path.Combine(
        typeof(DesktopLoadingTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "StagePath").Value!,
        "bin",
        "netstandard2.0");

    private readonly TestFolder _folder = new();
    private readonly AppDomain _domain;
    private readonly Session _session;

    public DesktopLoadingTests()
    {
        // A domain that finds nothing by itself, as powershell.exe finds nothing in a module's folder.
        string assembly = typeof(DesktopLoadingTests).Assembly.Location;
        File.Copy(assembly, _folder[Path.GetFileName(assembly)]);
        _domain = AppDomain.CreateDomain("session", null, new AppDomainSetup { ApplicationBase = _folder.Path });
        _session = (Session)_domain.CreateInstanceAndUnwrap(typeof(Session).Assembly.FullName, typeof(Session).FullName!);
    }

    public void Dispose()
    {
        AppDomain.Unload(_domain);
        _folder.Dispose();
    }

    [Theory]
    [InlineData("Microsoft.Bcl.TimeProvider", "7.0.0.0")]
    [InlineData("Microsoft.Bcl.TimeProvider", "99.0.0.0")]
    [InlineData("System.Text.Json", "4.0.1.0")]
    [InlineData("System.Text.Json", "99.0.0.0")]
    public void Another_version_of_a_package_that_is_loaded_already_changes_nothing(string package, string version)
    {
        string other = CreateEmpty(package, version);

        string[] loaded = _session.Use(s_module, other);

        Assert.Contains($"{package} {version} {other}", loaded);
        Assert.Contains(loaded, line => line.StartsWith("Microsoft.Bcl.TimeProvider ", StringComparison.Ordinal) && line.Contains(s_module));
        Assert.Contains(loaded, line => line.StartsWith("System.Text.Json ", StringComparison.Ordinal) && line.Contains(s_module));
    }

    [Fact]
    public void Others_do_not_get_the_modules_packages()
    {
        const string Reference = "Microsoft.Bcl.TimeProvider, Version=8.0.0.1, Culture=neutral, PublicKeyToken=cc7b13ffcd2ddd51";
        _session.Use(s_module, null);

        Assert.False(_session.Answers(s_module, CreateEmpty("Stranger", "1.0.0.0"), Reference));
        Assert.True(_session.Answers(s_module, Path.Combine(s_module, "dependencies", "CometSpeech.Core.dll"), Reference));
    }

    // Signed by name only, which is enough for a runtime that is to tell two versions apart.
    private string CreateEmpty(string package, string version)
    {
        AssemblyName name = new(package) { Version = new Version(version) };
        string original = Path.Combine(s_module, "dependencies", package + ".dll");
        if (File.Exists(original))
        {
            name.SetPublicKey(AssemblyName.GetAssemblyName(original).GetPublicKey());
        }

        AssemblyBuilder builder = AppDomain.CurrentDomain.DefineDynamicAssembly(name, AssemblyBuilderAccess.Save, _folder.Path);
        builder.DefineDynamicModule(package, package + ".dll").DefineType("Nothing").CreateType();
        builder.Save(package + ".dll");

        // Not in the domain's own folder, where it would be found without being loaded.
        string path = Path.Combine(Directory.CreateDirectory(_folder["other"]).FullName, package + ".dll");
        File.Move(_folder[package + ".dll"], path);
        return path;
    }

#pragma warning disable CA1822 // Only a member of an instance is called in the domain of that instance.
    /// <summary>What happens in the session's domain.</summary>
    public sealed class Session : MarshalByRefObject
    {
        /// <summary>Loads the other assembly, then the module as an import does, and makes it use its packages; what is loaded then: name, version and path.</summary>
        public string[] Use(string module, string? other)
        {
            if (other is not null)
            {
                Assembly.LoadFrom(other);
            }

            Assembly cmdlets = Assembly.LoadFrom(Path.Combine(module, "CometSpeech.dll"));
            Method(cmdlets, "CometSpeech.Loading.DependencyResolver", "Register").Invoke(null, null);
            Assembly engine = Assembly.Load(cmdlets.GetReferencedAssemblies().Single(name => name.Name == "CometSpeech.Core"));

            byte[] body = System.Text.Encoding.UTF8.GetBytes("{\"error\":{\"message\":\"No.\",\"code\":\"no\"}}");
            Method(engine, "CometSpeech.Core.Api.Failures.ServiceError", "Parse").Invoke(null, [body, body.Length, "application/json", null]);
            object address = Method(engine, "CometSpeech.Core.Api.ServiceAddress", "Parse").Invoke(null, ["https://example.com/v1"]);
            object options = Activator.CreateInstance(engine.GetType("CometSpeech.Core.Api.CometApiClientOptions", throwOnError: true)!)!;
            Type client = engine.GetType("CometSpeech.Core.Api.CometApiClient", throwOnError: true)!;
            ((IDisposable)Activator.CreateInstance(client, [address, null, options, null])!).Dispose();
            return [.. AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic)
                .Select(assembly => $"{assembly.GetName().Name} {assembly.GetName().Version} {assembly.Location}")];
        }

        /// <summary>Whether a reference in that assembly would be answered with one of the module's files.</summary>
        public bool Answers(string module, string asking, string reference)
        {
            Assembly cmdlets = Assembly.LoadFrom(Path.Combine(module, "CometSpeech.dll"));
            ResolveEventArgs question = new(reference, Assembly.LoadFrom(asking));
            return Method(cmdlets, "CometSpeech.Loading.DependencyResolver", "Resolve").Invoke(null, [null, question]) is not null;
        }

        private static MethodInfo Method(Assembly assembly, string type, string name) =>
            assembly.GetType(type, throwOnError: true)!.GetMethod(name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
    }
#pragma warning restore CA1822
}
#endif
