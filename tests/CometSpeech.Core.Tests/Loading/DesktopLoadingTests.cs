#if NETFRAMEWORK
using System.Collections;
using System.Reflection;
using System.Reflection.Emit;

namespace CometSpeech.Core.Tests.Loading;

/// <summary>
/// On .NET Framework all modules of a session share one domain: another module's packages must do no harm, nor ours to
/// it.
/// </summary>
public sealed class DesktopLoadingTests : IDisposable
{
    private static readonly string s_bin = Path.Combine(
        typeof(DesktopLoadingTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "StagePath").Value!,
        "bin");

    private static readonly string s_module = Path.Combine(s_bin, "netstandard2.0");

    private const string PackageReference =
        "System.Text.Json, Version=8.0.0.0, Culture=neutral, PublicKeyToken=cc7b13ffcd2ddd51";

    private const string EngineReference = "CometSpeech.Core, Version=0.0.0.0, Culture=neutral, PublicKeyToken=null";

    private readonly TestFolder _folder = new();
    private readonly AppDomain _domain;
    private readonly Session _session;

    public DesktopLoadingTests()
    {
        // A domain that finds nothing by itself, as powershell.exe finds nothing in a module's folder.
        string assembly = typeof(DesktopLoadingTests).Assembly.Location;
        File.Copy(assembly, _folder[Path.GetFileName(assembly)]);
        _domain = AppDomain.CreateDomain("session", null, new AppDomainSetup { ApplicationBase = _folder.Path });
        _session = (Session)_domain.CreateInstanceAndUnwrap(
            typeof(Session).Assembly.FullName, typeof(Session).FullName!);
    }

    public void Dispose()
    {
        AppDomain.Unload(_domain);
        _folder.Dispose();
    }

    // One that the engine refers to, and one that only that one does.
    [Theory]
    [InlineData("System.Text.Json", "4.0.1.0")]
    [InlineData("System.Text.Json", "99.0.0.0")]
    [InlineData("System.Memory", "4.0.0.0")]
    [InlineData("System.Memory", "99.0.0.0")]
    public void Another_version_of_a_package_that_is_loaded_already_changes_nothing(string package, string version)
    {
        string other = CreateEmpty(package, version);

        string[] loaded = _session.Use(s_module, other);

        Assert.Contains($"{package} {version} {other}", loaded);
        Assert.Contains(loaded, line => IsOurs(line, "System.Text.Json"));
        Assert.Contains(loaded, line => IsOurs(line, "System.Memory"));
    }

    [Fact]
    public void Parsers_of_documents_are_loaded_with_the_first_document()
    {
        string[] parsers = ["Markdig", "HtmlAgilityPack"];

        string[] loaded = _session.Use(s_module, null);
        Assert.All(parsers, name => Assert.DoesNotContain(loaded, line => IsOurs(line, name)));

        Assert.Equal("one.", _session.Read("*one*", out loaded));
        Assert.All(parsers, name => Assert.Contains(loaded, line => IsOurs(line, name)));
    }

    [Fact]
    public void Others_do_not_get_the_modules_packages()
    {
        _session.Use(s_module, null);

        string stranger = CreateEmpty("Stranger", "1.0.0.0");
        Assert.False(_session.Answers(s_module, stranger, PackageReference));
        Assert.False(_session.AnswersBytes(s_module, stranger, PackageReference));
        Assert.False(_session.Answers(s_module, stranger, EngineReference));
        string engine = Path.Combine(s_module, "dependencies", "CometSpeech.Core.dll");
        Assert.True(_session.Answers(s_module, engine, PackageReference));
        string common = Path.Combine(s_bin, "dependencies", "Markdig.dll");
        Assert.True(_session.Answers(s_module, common, PackageReference));
    }

    [Fact]
    public void Who_does_not_tell_its_name_gets_the_engine_alone()
    {
        _session.Use(s_module, null);

        Assert.False(_session.Answers(s_module, null, PackageReference));
        Assert.True(_session.Answers(s_module, null, EngineReference));
    }

    private static bool IsOurs(string line, string package) =>
        line.StartsWith(package + " ", StringComparison.Ordinal) && line.Contains(s_bin);

    // Signed by name only, which is enough for a runtime that is to tell two versions apart.
    private string CreateEmpty(string package, string version)
    {
        AssemblyName name = new(package) { Version = new Version(version) };
        string original = Path.Combine(s_module, "dependencies", package + ".dll");
        if (File.Exists(original))
        {
            name.SetPublicKey(AssemblyName.GetAssemblyName(original).GetPublicKey());
        }

        AssemblyBuilder builder = AppDomain.CurrentDomain.DefineDynamicAssembly(
            name, AssemblyBuilderAccess.Save, _folder.Path);
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
        /// <summary>
        /// Loads the other assembly, then the module as an import does, and makes it use its packages; what is loaded
        /// then: name, version and path.
        /// </summary>
        public string[] Use(string module, string? other)
        {
            if (other is not null)
            {
                Assembly.LoadFrom(other);
            }

            Assembly cmdlets = Assembly.LoadFrom(Path.Combine(module, "CometSpeech.dll"));
            Method(cmdlets, "CometSpeech.Loading.DependencyResolver", "Register").Invoke(null, null);
            AssemblyName reference = cmdlets.GetReferencedAssemblies().Single(name => name.Name == "CometSpeech.Core");
            Assembly engine = Assembly.Load(reference);

            byte[] body = System.Text.Encoding.UTF8.GetBytes("{\"error\":{\"message\":\"No.\",\"code\":\"no\"}}");
            Method(engine, "CometSpeech.Core.Api.Failures.ServiceError", "Parse")
                .Invoke(null, [body, body.Length, "application/json", null]);
            return Loaded();
        }

        /// <summary>Reads Markdown after <see cref="Use"/>; what is spoken, and what is loaded then.</summary>
        public string Read(string markdown, out string[] loaded)
        {
            Assembly engine = AppDomain.CurrentDomain.GetAssemblies()
                .Single(assembly => assembly.GetName().Name == "CometSpeech.Core");
            object options = engine.GetType("CometSpeech.Core.Documents.DocumentOptions", throwOnError: true)!
                .GetProperty("Default")!.GetValue(null)!;
            object document = Method(engine, "CometSpeech.Core.Documents.Markup.MarkdownReader", "Read")
                .Invoke(null, [markdown, options, CancellationToken.None])!;
            var sections = (IEnumerable)document.GetType().GetProperty("Sections")!.GetValue(document)!;
            object section = sections.Cast<object>().Single();
            loaded = Loaded();
            return (string)section.GetType().GetProperty("Text")!.GetValue(section)!;
        }

        private static string[] Loaded() =>
            [.. AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic)
                .Select(assembly => $"{assembly.GetName().Name} {assembly.GetName().Version} {assembly.Location}")];

        /// <summary>Whether a reference in that assembly would be answered with one of the module's files.</summary>
        public bool Answers(string module, string? asking, string reference) =>
            Resolve(module, asking is null ? null : Assembly.LoadFrom(asking), reference) is not null;

        /// <summary>As <see cref="Answers"/>, of an assembly that was loaded without a file.</summary>
        public bool AnswersBytes(string module, string asking, string reference) =>
            Resolve(module, Assembly.Load(File.ReadAllBytes(asking)), reference) is not null;

        private static object? Resolve(string module, Assembly? asking, string reference)
        {
            Assembly cmdlets = Assembly.LoadFrom(Path.Combine(module, "CometSpeech.dll"));
            return Method(cmdlets, "CometSpeech.Loading.DependencyResolver", "Resolve")
                .Invoke(null, [null, new ResolveEventArgs(reference, asking)]);
        }

        private static MethodInfo Method(Assembly assembly, string type, string name) =>
            assembly.GetType(type, throwOnError: true)!.GetMethod(
                name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
    }
#pragma warning restore CA1822
}
#endif
