namespace CometSpeech.Core.Synthesis;

/// <summary>Puts a finished file in the place of the old one in one step: whatever happens, one of the two is whole.</summary>
internal static class OutputFile
{
    /// <summary>Moves the new file there.</summary>
    /// <exception cref="TargetFileException">The file cannot be replaced; the new one is still where it was.</exception>
    public static void Replace(string newFile, string path, bool force, bool noClobber)
    {
        try
        {
            if (noClobber)
            {
                MoveNew(newFile, path);
                return;
            }

            string target = FinalTarget(path);
            if (File.Exists(target))
            {
                KeepMode(target, newFile);
                FileAttributes attributes = File.GetAttributes(target);
                if (force && (attributes & FileAttributes.ReadOnly) != 0)
                {
                    File.SetAttributes(target, attributes & ~FileAttributes.ReadOnly);
                }

                File.Replace(newFile, target, null);
            }
            else
            {
                File.Move(newFile, target);
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

    // A link stays a link: the file behind it is the one that is written, as any editor does.
    private static string FinalTarget(string path)
    {
#if NET8_0_OR_GREATER
        return new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
#else
        return path;
#endif
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
