namespace CometSpeech.Fuzz;

/// <summary>Folders for readers that want a file; they go with the process.</summary>
internal static class Scratch
{
    private static readonly Lazy<string> s_root = new(() =>
    {
        // Nobody else may write there, or the key store refuses it.
        string root = Directory.CreateTempSubdirectory("cometspeech-fuzz-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(root, recursive: true);
        return root;
    });

    /// <summary>The folder of a target; private to the user.</summary>
    public static string Folder(string name) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(Path.Combine(s_root.Value, name)).FullName
        : Directory.CreateDirectory(
            Path.Combine(s_root.Value, name),
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
}
