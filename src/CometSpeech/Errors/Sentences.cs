namespace CometSpeech.Errors;

/// <summary>
/// Puts sentences of a message together: those of the system, as the one about a full disk, end without a full stop.
/// </summary>
internal static class Sentences
{
    private static readonly char[] s_ends = ['.', '!', '?', '。'];

    /// <summary>
    /// The sentences with a space between, each but the last with a full stop; what is empty is left out.
    /// </summary>
    public static string Join(params string[] sentences)
    {
        string[] said = [.. sentences.Select(sentence => sentence.Trim()).Where(sentence => sentence.Length > 0)];
        return string.Join(" ", said.Select((sentence, i) => i < said.Length - 1 ? End(sentence) : sentence));
    }

    private static string End(string sentence) =>
        s_ends.Contains(sentence[sentence.Length - 1]) ? sentence : sentence + ".";
}
