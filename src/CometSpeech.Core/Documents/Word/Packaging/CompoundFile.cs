using System.Text;

namespace CometSpeech.Core.Documents.Word.Packaging;

/// <summary>
/// Tells what a compound file (MS-CFB) is: Word encrypts a document into one, and its format before 2007 is one.
/// </summary>
internal static class CompoundFile
{
    private static readonly byte[] s_signature = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    // The stream's name in the directory (MS-OFFCRYPTO 2.3.4.4), which is in UTF-16.
    private static readonly byte[] s_encrypted = Encoding.Unicode.GetBytes("EncryptedPackage");

    /// <summary>Refuses a compound file; nothing happens with any other.</summary>
    /// <param name="stream">The file; must seek. Its position is kept.</param>
    /// <exception cref="DocumentException">It is one.</exception>
    public static void Refuse(Stream stream)
    {
        long start = stream.Position;
        var buffer = new byte[1 << 16];
        int kept = 0;
        bool isFirst = true;
        try
        {
            int count;
            while ((count = stream.Read(buffer, kept, buffer.Length - kept)) > 0)
            {
                Span<byte> read = buffer.AsSpan(0, kept + count);
                // A first read of less than the signature is a file of less, as a rule; a zip archive is longer.
                if (isFirst && !read.StartsWith(s_signature))
                {
                    return;
                }

                isFirst = false;
                if (read.IndexOf(s_encrypted) >= 0)
                {
                    throw new DocumentException(DocumentFailure.Encrypted, null, "it is encrypted with a password");
                }

                kept = Math.Min(read.Length, s_encrypted.Length - 1);
                read.Slice(read.Length - kept).CopyTo(buffer);
            }
        }
        finally
        {
            stream.Position = start;
        }

        if (!isFirst)
        {
            throw new DocumentException(
                DocumentFailure.NotReadable,
                null,
                "it is of Word's format before 2007 (.doc), or another compound file, though its name says .docx; "
                    + "save it as a Word document (.docx) first");
        }
    }
}
