namespace CometSpeech.Core.Documents.Word.Packaging;

/// <summary>Namespaces of a Word document that are told apart, in ECMA-376's transitional and strict form.</summary>
internal enum WordNamespace
{
    /// <summary>Any other: pictures, shapes, extensions.</summary>
    Other,

    /// <summary>WordprocessingML.</summary>
    Word,

    /// <summary>Office Math.</summary>
    Math,

    /// <summary>Markup compatibility.</summary>
    Compatibility,
}
