using System.Globalization;
using System.Management.Automation;
using CometSpeech.Core.Audio.Tags;
using CometSpeech.Errors;
using CometSpeech.Input.Files;

namespace CometSpeech.Output.Tags;

/// <summary>Reads the picture that <c>-Cover</c> names. What is wrong with it ends the command.</summary>
internal static class CoverFile
{
    /// <summary>Reads it.</summary>
    /// <param name="cmdlet">Whose location a relative path counts from, and whom a failure ends.</param>
    /// <param name="path">The picture's file, to the letter; blank for no cover.</param>
    /// <param name="stop">Ends the reading.</param>
    public static CoverImage? Read(PSCmdlet cmdlet, string? path, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            return null;
        }

        try
        {
            string file = Resolve(cmdlet, path!);
            byte[] content = BackgroundRead.Run(() => ReadAll(file), stop);
            return CoverImage.TryRead(content, out CoverImage? cover, out string? refusal)
                ? cover
                : throw new InvalidDataException(refusal);
        }
        catch (Exception e) when (FileSystemPath.IsUnresolvable(e)
            || e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            cmdlet.ThrowTerminatingError(TagErrors.CoverNotReadable(path!, e));
            throw;
        }
    }

    private static string Resolve(PSCmdlet cmdlet, string path) =>
        FileSystemPath.Resolve(cmdlet, path, out string provider)
            ?? throw new NotSupportedException($"it belongs to the provider {provider}, not to the file system.");

    private static byte[] ReadAll(string path)
    {
        if (Directory.Exists(path))
        {
            throw new IOException("it is a folder.");
        }

        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        // A FIFO does not tell how much will come.
        using var whole = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        int count;
        while ((count = file.Read(buffer, 0, buffer.Length)) > 0)
        {
            whole.Write(buffer, 0, count);
            if (whole.Length > CoverImage.MaxLength)
            {
                throw new InvalidDataException(string.Format(
                    CultureInfo.CurrentCulture,
                    "it has more than the {0:N0} bytes that a cover may have.",
                    CoverImage.MaxLength));
            }
        }

        return whole.ToArray();
    }
}
