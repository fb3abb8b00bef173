using System.Management.Automation;
using CometSpeech.Core.Files;
using CometSpeech.Errors;

namespace CometSpeech.Output.Files;

/// <summary>
/// Makes the folders that files are put in, and tries each once, so that one that cannot be written is known before
/// anything is paid for.
/// </summary>
internal sealed class OutputFolders
{
    private readonly HashSet<string> _tried = new(FileNames.Comparer);

    /// <summary>Makes the folder of a file, and that of the file behind a link.</summary>
    /// <returns>Why the file cannot be put there; null when it can.</returns>
    public ErrorRecord? Prepare(string path)
    {
        string folder = Path.GetDirectoryName(path) ?? path;
        try
        {
            Directory.CreateDirectory(folder);
            string target = FileLink.FinalTarget(path);
            if (target != path)
            {
                folder = Path.GetDirectoryName(target) ?? folder;
                Directory.CreateDirectory(folder);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException
            or NotSupportedException or ArgumentException)
        {
            return OutputErrors.FolderFailed(folder, e);
        }

        return _tried.Add(folder) ? Try(path) : null;
    }

    private static ErrorRecord? Try(string path)
    {
        try
        {
            OutputFile.Open(path).Dispose();
        }
        catch (TargetFileException e) when (e.Failure == TargetFileFailure.FolderNotWritable)
        {
            return OutputErrors.FolderNotWritable(e);
        }
        catch (TargetFileException)
        {
            // It is about this file, which will fail when it is begun.
        }

        return null;
    }
}
