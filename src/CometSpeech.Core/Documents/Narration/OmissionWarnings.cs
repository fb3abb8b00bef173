using System.Globalization;

namespace CometSpeech.Core.Documents.Narration;

/// <summary>Tells of what is missed when it is left out: formulas are parts of sentences.</summary>
internal static class OmissionWarnings
{
    /// <summary>Adds what a person should know.</summary>
    /// <param name="warnings">Takes whole sentences.</param>
    /// <param name="omissions">What was left out.</param>
    public static void AddTo(ICollection<string> warnings, DocumentOmissions omissions)
    {
        int formulas = omissions[DocumentOmission.Formula];
        if (formulas > 0)
        {
            warnings.Add(
                formulas == 1
                    ? "A formula is left out, because nothing says it in words."
                    : string.Format(
                        CultureInfo.InvariantCulture,
                        "{0:N0} formulas are left out, because nothing says them in words.",
                        formulas));
        }
    }
}
