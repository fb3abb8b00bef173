namespace CometSpeech.Core.Text;

/// <summary>
/// Abbreviations, whose full stop does not, or not for certain, end a sentence: common ones of English, German, French,
/// Spanish, Portuguese, Italian and Dutch. Those that are also everyday words of one of these languages («no.», «art.»,
/// «sun.») count only before a number, or not at all. Single letters («p.»), and one or two letters at a time parted by
/// stops («U.S.», «Ph.D.»), are told without a list.
/// </summary>
internal static class Abbreviations
{
    private static readonly WordList s_continuing = new(
        // English: titles, and words that introduce something
        "Mr Mrs Ms Mx Dr Drs Prof Rev Hon Gen Col Maj Capt Cpt Lt Sgt Cpl Cmdr Adm Gov Sen Rep Pres Supt Messrs Mt",
        "viz cf vs e.g i.e c.f esp incl approx resp",
        // German
        "Hr Hrn Fr Frl Dipl Ing bzw bspw ca d.h z.B u.a i.d.R z.T u.U sog vgl evtl ggf inkl exkl zzgl ehem geb gegr",
        "insb insbes Nrn Abb Hrsg",
        // French
        "M MM Mme Mmes Mlle Mlles Mgr Pr Ste chap p.ex",
        // Spanish, Portuguese
        "Sr Sra Srta Sres Sras Srs Dra Dras Dña Dn Profa Lic Arq Gral p.ej aprox Exmo Exma Eng",
        // Italian
        "Sig Sigg Sigra Dott Avv Geom Egr Gent Spett p.es",
        // Dutch
        "dhr mevr mw mej bijv d.w.z m.b.t o.a i.p.v evt excl");

    private static readonly WordList s_beforeNumber = new(
        "No Nos pp Fig Figs Vol Vols ch chap Sec Sect Art Arts eq ex par para pt Abs Kap Tab Ziff Nr Bd",
        "num núm pág págs pag pagg cap blz",
        "min max ver op tel room rm apt ed lib tom ext Abt Aufl Anm Rn Rz fol");

    private static readonly WordList s_possiblyEnding = new(
        "etc Inc Ltd Co Corp Bros Jr St Ave Blvd Rd Dept Univ al oz lbs hrs",
        "Jan Feb Apr Jun Jul Aug Sept Oct Okt Nov Dec Dez",
        "usw usf Mio Mrd Tsd Jh Jhd Jhdt Std Str av boul Ud Uds Vd Vds Ltda Cía Cia Avda ecc enz gest");

    /// <summary>The UTF-16 units of the longest entry.</summary>
    public static int LongestWord { get; } =
        new[] { s_continuing, s_beforeNumber, s_possiblyEnding }.Max(list => list.LongestWord);

    /// <summary>Whether a sentence never ends with it: a title, or a word that introduces the next one.</summary>
    public static bool IsContinuing(string text, int start, int length) => s_continuing.Contains(text, start, length);

    /// <summary>Whether it is an abbreviation where a number follows.</summary>
    public static bool IsBeforeNumber(string text, int start, int length) =>
        s_beforeNumber.Contains(text, start, length);

    /// <summary>Whether a sentence may go on after it or end with it.</summary>
    public static bool IsPossiblyEnding(string text, int start, int length) =>
        s_possiblyEnding.Contains(text, start, length) || IsDotted(text, start, length);

    /// <summary>Whether it is letters parted by full stops, one or two at a time.</summary>
    private static bool IsDotted(string text, int start, int length)
    {
        // «U.S.», «Ph.D.»; three («and.so.on») are words.
        const int MostLettersBetweenStops = 2;
        bool hasStop = false;
        int letters = 0;
        for (int i = start; i < start + length; i++)
        {
            if (text[i] == '.')
            {
                hasStop = true;
                letters = 0;
            }
            else if (!char.IsLetter(text[i]) || ++letters > MostLettersBetweenStops)
            {
                return false;
            }
        }

        return hasStop;
    }
}
