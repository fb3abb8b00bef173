using System.Management.Automation;
using System.Text;

namespace CometSpeech.Input.Files;

/// <summary>
/// Turns the argument of -Encoding into an encoding: a name that PowerShell's own cmdlets take, a name or code page
/// that .NET knows, or an encoding itself.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EncodingTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        try
        {
            return value switch
            {
                Encoding encoding => encoding,
                int codePage => Encoding.GetEncoding(codePage),
                string name when int.TryParse(name, out int codePage) => Encoding.GetEncoding(codePage),
                string name => FromName(name),
                _ => throw new ArgumentTransformationMetadataException($"'{value}' is no encoding."),
            };
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new ArgumentTransformationMetadataException(
                $"'{value}' is no encoding this system knows. "
                    + "Use utf8, unicode, ansi, a name such as iso-8859-1, or a code page such as 1252.",
                e);
        }
    }

    private static Encoding FromName(string name) => name.ToLowerInvariant() switch
    {
        "utf8" or "utf8bom" or "utf8nobom" => Encoding.UTF8,
        "unicode" => Encoding.Unicode,
        "bigendianunicode" => Encoding.BigEndianUnicode,
        "utf32" => Encoding.UTF32,
        "bigendianutf32" => Encoding.GetEncoding("utf-32BE"),
        "ascii" => Encoding.ASCII,
        "latin1" => Encoding.GetEncoding("iso-8859-1"),
        "ansi" => Encoding.GetEncoding(System.Globalization.CultureInfo.CurrentCulture.TextInfo.ANSICodePage),
        "oem" => Encoding.GetEncoding(System.Globalization.CultureInfo.CurrentCulture.TextInfo.OEMCodePage),
        "default" => Encoding.Default,
        _ => Encoding.GetEncoding(name),
    };
}
