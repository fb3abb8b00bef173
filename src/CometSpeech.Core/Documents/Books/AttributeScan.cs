namespace CometSpeech.Core.Documents.Books;

/// <summary>
/// Finds XML elements with more attributes than <see cref="DocumentLimits.Attributes"/> before a parser does, which
/// has no limit of its own. It looks at bytes, so that it works in every encoding of which ASCII is a part, and in
/// UTF-16.
/// </summary>
internal static class AttributeScan
{
    /// <summary>Looks for such an element.</summary>
    /// <param name="content">The document; its buffer must be visible.</param>
    public static bool FindsTooMany(MemoryStream content)
    {
        byte[] bytes = content.GetBuffer();
        int length = (int)content.Length;
        bool isTag = false;
        int quote = 0;
        int count = 0;
        for (int i = 0; i < length; i++)
        {
            byte b = bytes[i];
            if (!isTag)
            {
                isTag = b == '<';
                count = 0;
            }
            else if (quote != 0)
            {
                quote = b == quote ? 0 : quote;
            }
            else if (b == '>')
            {
                isTag = false;
            }
            else if (b is (byte)'"' or (byte)'\'')
            {
                quote = b;
            }
            else if (b == '=' && ++count > DocumentLimits.Attributes)
            {
                return true;
            }
        }

        return false;
    }
}
