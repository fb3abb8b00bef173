using System.Security.Cryptography;
using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Parts;

/// <summary>Checks the files of parts that an earlier run left, and takes over those that are whole.</summary>
internal static class PartCheck
{
    /// <summary>
    /// Checks files of an earlier run in one pass: the bytes are those that were written, and they are audio. A damaged
    /// one is deleted.
    /// </summary>
    /// <param name="folder">Where they lie.</param>
    /// <param name="name">The part.</param>
    /// <param name="paths">The files that answer for it.</param>
    /// <param name="requested">The format that was asked for.</param>
    /// <param name="readsLevels">Whether the level curves are wanted.</param>
    /// <param name="cancellationToken">Ends it between two reads.</param>
    /// <returns>The part; null when no file of them is whole.</returns>
    public static async Task<Part?> TakeOverAsync(
        PartFolder folder,
        string name,
        IEnumerable<string> paths,
        AudioFormat requested,
        bool readsLevels,
        CancellationToken cancellationToken)
    {
        foreach (string path in paths)
        {
            try
            {
                if (await ReadAsync(path, requested, readsLevels, cancellationToken).ConfigureAwait(false) is { } audio)
                {
                    if (folder.IsCache)
                    {
                        Touch(path);
                    }

                    return new Part(name, audio, path, default);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Trimmed by another command meanwhile, held by a virus scanner, not ours to read: one part is asked
                // for again, the others are not lost over it.
                continue;
            }

            PartFolder.TryDelete(path);
        }

        return null;
    }

    private static async Task<AudioProperties?> ReadAsync(
        string path, AudioFormat requested, bool readsLevels, CancellationToken cancellationToken)
    {
        if (!PartFileName.TryParse(Path.GetFileName(path), out PartFileName name))
        {
            return null;
        }

        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using PartFileStream file = new(path, hash);
        AudioProperties audio;
        try
        {
            audio = await AudioProbe
                .ReadAsync(file, requested, Path.GetFileName(path), name.Pcm, readsLevels, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (AudioFormatException)
        {
            return null;
        }

        string check = PartDigest.ToText(hash.GetHashAndReset(), PartFileName.CheckLength);
        return name.Check == check ? audio : null;
    }

    // What was used last stays longest when a cache is trimmed.
    private static void Touch(string path)
    {
        try
        {
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A cache that may only be read serves too.
        }
    }
}
