using System.Security.Cryptography;
using System.Text;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Parts;
using CometSpeech.Fuzz.Mutation;
using CometSpeech.Fuzz.Seeds;

namespace CometSpeech.Fuzz.Targets;

/// <summary>
/// Files of parts that an earlier run, or anything else, left in the folder of a file or in a cache: a line with the
/// file's name, then its bytes. A whole one is taken over, a damaged one is deleted, what is not ours stays.
/// </summary>
internal sealed class PartTarget()
    : FuzzTarget("parts", new TextShape(".part", ".part.tmp", ".16000x2", "be", "9999999x99", Check, PartName,
        "joined"))
{
    // Stands for the digest of the bytes.
    private const string Check = "{check}";
    private const string PartName = "abcdefghijklmnopqrst";

    private readonly Lazy<string> _folder = new(() => Scratch.Folder("parts"));

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds => AudioFormats.All.SelectMany(format =>
    {
        byte[] part = AudioSeeds.Of(format).First();
        string pcm = format == AudioFormat.Pcm ? ".16000x2be" : "";
        return (byte[][])
        [
            [.. Encoding.ASCII.GetBytes($"{PartName}.{Check}{pcm}.part\n"), .. part],
            [.. Encoding.ASCII.GetBytes($"{new string('a', 40)}.{new string('0', 40)}.part\n"), .. part],
        ];
    });

    /// <inheritdoc/>
    public override bool Read(byte[] input)
    {
        Random random = RandomFor(input);
        int line = Math.Max(0, Array.IndexOf(input, (byte)'\n'));
        byte[] content = input[Math.Min(input.Length, line + 1)..];
        string digest = PartDigest.ToText(SHA256.HashData(content), PartFileName.CheckLength);
        string name = Encoding.UTF8.GetString(input, 0, line).Replace(Check, digest);
        CheckName(name);
        if (name.Length is 0 or > 80 || name.Any(IsForbidden) || name[^1] is '.' or ' ')
        {
            return false;
        }

        PartFolder folder = random.Next(2) == 0
            ? PartFolder.Of(Path.Combine(_folder.Value, "book.mp3"))
            : PartFolder.Cache(Path.Combine(_folder.Value, "cache"));
        bool isOurs = PartFileName.TryParse(name, out PartFileName parsed);
        string wanted = isOurs ? parsed.Name : PartName;
        string place = folder.IsCache ? Path.Combine(folder.FullName, wanted[..2]) : folder.FullName;
        Directory.CreateDirectory(place);
        string path = Path.Combine(place, name);
        File.WriteAllBytes(path, content);
        try
        {
            return TakeOver(folder, wanted, path, isOurs, AudioFormats.All[random.Next(AudioFormats.All.Count)]);
        }
        finally
        {
            if (folder.Exists)
            {
                Directory.Delete(folder.FullName, recursive: true);
            }
        }
    }

    // In a name of a file on Windows; the same inputs are written everywhere.
    private static bool IsForbidden(char character) => character < ' ' || "\"<>|:*?\\/".Contains(character);

    private static void CheckName(string name)
    {
        _ = PartFileName.IsUnfinished(name);
        if (PartFileName.TryParse(name, out PartFileName part))
        {
            Require(
                PartFileName.TryParse(part.ToString(), out PartFileName again) && again == part,
                $"a name reads otherwise when it is written again: {part}");
        }
    }

    private static bool TakeOver(PartFolder folder, string wanted, string path, bool isOurs, AudioFormat format)
    {
        string[] found = [.. folder.Find([wanted])[wanted]];
        Require(found.Length == (isOurs ? 1 : 0), "a part is not found, or something else is");
        Part? part = PartCheck.TakeOverAsync(folder, wanted, found, format, true, CancellationToken.None)
            .GetAwaiter().GetResult();
        Require(part is null || part.Audio.Channels > 0, "a part without audio is taken over");
        Require(!isOurs || File.Exists(path) == (part is not null), "a damaged part stays, or a whole one goes");
        folder.Clear(new HashSet<string>());
        Require(isOurs || File.Exists(path) || PartFileName.IsUnfinished(Path.GetFileName(path))
            || Path.GetFileName(path) == "cometspeech.lock", "a file that is not ours is gone");
        return part is not null;
    }
}
