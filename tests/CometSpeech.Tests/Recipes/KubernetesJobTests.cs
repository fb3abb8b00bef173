using System.Management.Automation.Language;
using CometSpeech.Tests.Help;
using YamlDotNet.RepresentationModel;

namespace CometSpeech.Tests.Recipes;

/// <summary>
/// The Job of docs/examples, as a parser of YAML reads it: no cluster is asked, but what hangs together in it does.
/// </summary>
public sealed class KubernetesJobTests
{
    private static readonly string s_folder = Path.Combine(HelpPage.RepositoryRoot, "docs", "examples");

    private readonly YamlMappingNode _job = Read("kubernetes-job.yaml");

    private YamlMappingNode Spec => Map(_job, "spec");

    private YamlMappingNode PodSpec => Map(Map(Spec, "template"), "spec");

    private YamlMappingNode Container => (YamlMappingNode)Assert.Single((YamlSequenceNode)PodSpec["containers"]);

    // The names of the fields as https://kubernetes.io/docs/concepts/workloads/controllers/job/ has them.
    [Fact]
    public void It_is_an_indexed_job_whose_pods_are_as_many_as_its_shares()
    {
        Assert.Equal("batch/v1 Job", $"{_job["apiVersion"]} {_job["kind"]}");
        Assert.Equal("Indexed", Spec["completionMode"].ToString());
        // A restart in place would not count against backoffLimitPerIndex.
        Assert.Equal("Never", PodSpec["restartPolicy"].ToString());
        Assert.NotEqual("0", Spec["backoffLimitPerIndex"].ToString());
        Assert.Equal(Spec["completions"].ToString(), ArgumentAfter("-Count"));
        Assert.Equal(Spec["completions"], Spec["parallelism"]);
    }

    [Fact]
    public void Its_arguments_are_strings_and_parameters_of_the_script()
    {
        YamlScalarNode[] arguments = [.. Arguments()];
        // YAML would make a number of a bare one, which Kubernetes refuses.
        Assert.All(
            arguments,
            argument => Assert.False(
                argument.Style == YamlDotNet.Core.ScalarStyle.Plain && double.TryParse(argument.Value, out _),
                argument.Value));
        Assert.Equal("-File", arguments[0].Value);
        string script = Path.Combine(s_folder, Path.GetFileName(arguments[1].Value!));
        ScriptBlockAst ast = Parser.ParseFile(script, out _, out ParseError[] errors);
        Assert.Empty(errors);
        Dictionary<string, ParameterAst> parameters =
            ast.ParamBlock.Parameters.ToDictionary(parameter => "-" + parameter.Name.VariablePath.UserPath);
        string[] given = [.. arguments.Skip(2).Select(argument => argument.Value!).Where(text => text[0] == '-')];
        Assert.All(given, name => Assert.Contains(name, parameters));
        Assert.All(
            parameters.Where(parameter => parameter.Value.Extent.Text.Contains("Mandatory", StringComparison.Ordinal)),
            parameter => Assert.Contains(parameter.Key, given));
        Assert.All(["-Extension", "-Subtitle", "-CachePath"], name => Assert.Contains(name, given));
    }

    [Fact]
    public void What_it_mounts_is_there_and_all_paths_lie_on_it()
    {
        Dictionary<string, string> mounts = ((YamlSequenceNode)Container["volumeMounts"]).Cast<YamlMappingNode>()
            .ToDictionary(mount => mount["mountPath"].ToString(), mount => mount["name"].ToString());
        string[] volumes =
            [.. ((YamlSequenceNode)PodSpec["volumes"]).Cast<YamlMappingNode>().Select(volume => $"{volume["name"]}")];

        Assert.All(mounts.Values, name => Assert.Contains(name, volumes));
        Assert.All(
            Arguments().Select(argument => argument.Value!).Where(text => text[0] == '/'),
            path => Assert.Contains(mounts.Keys, mount => path.StartsWith(mount + "/", StringComparison.Ordinal)));
        YamlMappingNode key = (YamlMappingNode)Assert.Single((YamlSequenceNode)Container["env"]);
        Assert.Equal("COMETAPI_KEY", key["name"].ToString());
    }

    private IEnumerable<YamlScalarNode> Arguments() => ((YamlSequenceNode)Container["args"]).Cast<YamlScalarNode>();

    private string? ArgumentAfter(string name) => Arguments()
        .SkipWhile(argument => argument.Value != name).Skip(1).First().Value;

    private static YamlMappingNode Map(YamlMappingNode node, string name) => (YamlMappingNode)node[name];

    private static YamlMappingNode Read(string name)
    {
        YamlStream stream = [];
        using StreamReader reader = new(Path.Combine(s_folder, name));
        stream.Load(reader);
        return (YamlMappingNode)Assert.Single(stream.Documents).RootNode;
    }
}
