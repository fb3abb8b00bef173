using CometSpeech.Core.Parts;

namespace CometSpeech.Core.Files;

/// <summary>Puts a finished file in the place of the old one in one step: whatever happens, one of the two is whole.</summary>
internal static class OutputFile
{
    /// <summary>Moves the new file there.</summary>
    /// <exception cref="TargetFileException">The file cannot be replaced; the old one is as it was.</exception>
    public static void Replace(string newFile, string path, bool force, bool noClobber)
    {
        try
        {
            if (noClobber)
            {
                MoveNew(newFile, path);
                return;
            }

            string target = FileLink.FinalTarget(path);
            if (target == path)
            {
                Replace(newFile, path, force);
            }
            else
            {
                ReplaceBehindLink(newFile, target, force);
            }
        }
        catch (Exception e) when (e is (IOException or UnauthorizedAccessException) and not TargetFileException)
        {
            throw new TargetFileException(TargetFileFailure.WriteFailed, $"Cannot write '{path}': {e.Message}", e);
        }
    }

    private static void MoveNew(string newFile, string path)
    {
        try
        {
            File.Move(newFile, path);
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new TargetFileException(TargetFileFailure.AlreadyExists, $"'{path}' exists now; it was made while this command ran.", e);
        }
    }

    // The file may lie on another volume, where a rename does not reach: first beside it, then in its place.
    private static void ReplaceBehindLink(string newFile, string target, bool force)
    {
        string near = Path.Combine(Path.GetDirectoryName(target)!, Path.GetRandomFileName() + PartName.UnfinishedExtension);
        try
        {
            File.Move(newFile, near);
            Replace(near, target, force);
        }
        finally
        {
            File.Delete(near);
        }
    }

    private static void Replace(string newFile, string target, bool force)
    {
        if (!File.Exists(target))
        {
            File.Move(newFile, target);
            return;
        }

        FileAttributes attributes = File.GetAttributes(target);
        bool isReadOnly = (attributes & FileAttributes.ReadOnly) != 0;
        if (isReadOnly && !force)
        {
            throw new TargetFileException(TargetFileFailure.WriteFailed, $"'{target}' is read-only now.");
        }

        KeepMode(target, newFile);
        if (isReadOnly)
        {
            File.SetAttributes(target, attributes & ~FileAttributes.ReadOnly);
        }

        File.Replace(newFile, target, null);
    }

    private static void KeepMode(string oldFile, string newFile)
    {
#if NET8_0_OR_GREATER
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(newFile, File.GetUnixFileMode(oldFile));
        }
#endif
    }
}
