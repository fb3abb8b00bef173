namespace CometSpeech.Core.Text.Sentences;

/// <summary>
/// Abbreviations, whose full stop does not, or not for certain, end a sentence: common ones of English, German, French,
/// Spanish, Portuguese, Italian, Dutch, Swedish, Polish, Czech, Russian and Ukrainian. Those that are also everyday
/// words of one of these languages («no.», «art.», «sun.») count only before a number, or not at all, or end sentences
/// as words do. Single letters («p.»), one or two letters at a time parted by stops («U.S.», «Ph.D.»), and a short word
/// behind a single letter («p. ej.») are told without a list.
/// </summary>
internal static class Abbreviations
{
    private static readonly WordList s_continuing = new(
        // English: titles, and words that introduce something
        "Mr Mrs Ms Mx Dr Drs Prof Rev Hon Gen Col Maj Capt Cpt Lt Sgt Cpl Cmdr Adm Gov Sen Rep Pres Supt Messrs Mt",
        "Pte Pvt Brig Cdr Cllr Insp Msgr viz cf vs e.g i.e c.f esp incl approx resp",
        // German
        "Hr Hrn Fr Frl Dipl Ing bzw bspw ca d.h z.B u.a i.d.R z.T u.U sog vgl evtl ggf inkl exkl zzgl ehem geb gegr",
        "insb insbes Nrn Abb Hrsg bzgl einschl ausschl ggü hinsichtl Urt Beschl Rspr südl nördl westl östl",
        // French
        "M MM Mme Mmes Mlle Mlles Mgr Pr Ste chap p.ex env éd",
        // Spanish, Portuguese
        "Sr Sra Srta Sres Sras Srs Dra Dras Dña Dn Profa Lic Arq Gral p.ej aprox Exmo Exma Eng Excmo Excma EE",
        "Ilmo Ilma Rvdo Hno Hna Pza Ctra trad Pça Profª Engº Desemb",
        // Italian
        "Sig Sigg Sigra Dott Avv Geom Egr Gent Spett p.es cfr Mons Cav",
        // Dutch
        "dhr mevr mw mej bijv d.w.z m.b.t o.a i.p.v evt excl ds drs zgn vlgs gebr Jhr wnd nl",
        // Swedish, Danish, Norwegian
        "t.ex bl.a d.v.s dvs s.k f.d fr.o.m t.o.m p.g.a jfr kungl f.eks bl kgl tekn",
        // Polish, Czech
        "ul dr mgr inż lek ks bp abp św bł tzn tj tzw wg zob por płk mjr kpt sierż śp",
        "nám tř např tzv popř příp MUDr JUDr PhDr RNDr PaedDr ThDr MVDr sv mj srov",
        // Russian, Ukrainian
        "ул пл пер просп наб бул пос дер проф акад доц гос ср напр т.е т.к св преп ген",
        "вул ім див",
        // Titles of other languages
        "डॉ श्री प्रो د أ ดร นพ κα TP ThS Bkz örn");

    private static readonly WordList s_beforeNumber = new(
        "No Nos pp Fig Figs Vol Vols ch chap Sec Sect Art Arts eq ex par para pt Abs Kap Tab Ziff Nr Bd",
        "num núm pág págs pag pagg cap blz séc sec",
        "min max ver op tel room rm apt ed lib tom ext Abt Aufl Anm Rn Rz fol",
        "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Okt Nov Dec Dez Eqs Str",
        "gem lit Buchst Rdnr Tz Bl Sp Lfg afb hfst hfdst lid sid kl kap ang",
        "al os obr est rys godz poz ust pkt ok odst písm roč čl hod tab табл гл разд кв корп оф тел пп ст стр рис");

    private static readonly WordList s_beforeName = new(
        "St Ft Pt op ed eds loc phil med jur rer nat theol av boul bd Exa Sto Sta arch rag fam np pl doc hab им");

    private static readonly WordList s_possiblyEnding = new(
        // English
        "etc Inc Ltd Co Corp Bros Jr Ave Blvd Rd Dept Univ al oz lbs hrs Esq Sq Hwy Pkwy Bldg Assn Assoc Intl",
        "Natl Acad Sci Proc Biol Chem Phys cit ibid ff tbsp tsp lb hr",
        "Jan Feb Apr Jun Jul Aug Sept Oct Okt Nov Dec Dez Mon Tue Tues Thu Thur Thurs Fri",
        "Calif Conn Fla Okla Tenn Ariz Minn Mich Wyo",
        // German
        "usw usf Mio Mrd Tsd Jh Jhd Jhdt Std Str Chr gem Hbf Bhf Bez Mag allg bes dt frz",
        "engl griech röm österr schweiz kath evang verh Az",
        // French, Spanish, Portuguese, Italian
        "Cie Ud Uds Vd Vds Ltda Lda Cía Cia Avda ecc enz gest dcha izq dpto depto",
        // Dutch, Swedish, Danish
        "jl osv mfl mm kr mv",
        // Polish, Czech
        "itd itp gr wł tys mln mld zł atd apod aj tis Kč stol hod",
        // Russian, Ukrainian
        "см гр др пр гг вв тыс млн млрд руб коп т.д т.п обл оз изд");

    private static readonly WordList s_germanMonths = new(
        "Januar Jänner Februar Feber März April Mai Juni Juli August September Oktober November Dezember Jahrhundert",
        "Jahrhunderts");

    /// <summary>The UTF-16 units of the longest entry, or of a German street («Bahnhofstr.»).</summary>
    public static int LongestWord { get; } = Math.Max(
        32,
        new[] { s_continuing, s_beforeNumber, s_beforeName, s_possiblyEnding }.Max(list => list.LongestWord));

    /// <summary>Whether a sentence never ends with it: a title, or a word that introduces the next one.</summary>
    public static bool IsContinuing(string text, int start, int length) => s_continuing.Contains(text, start, length);

    /// <summary>Whether it is an abbreviation where a number follows.</summary>
    public static bool IsBeforeNumber(string text, int start, int length) =>
        s_beforeNumber.Contains(text, start, length) || IsStreet(text, start, length);

    /// <summary>
    /// Whether a name mostly follows it, on the next line too («St.»), though it may end a sentence («Main St.»).
    /// </summary>
    public static bool IsBeforeName(string text, int start, int length) => s_beforeName.Contains(text, start, length);

    /// <summary>Whether a sentence may go on after it or end with it.</summary>
    public static bool IsPossiblyEnding(string text, int start, int length) =>
        s_possiblyEnding.Contains(text, start, length)
            || IsStreet(text, start, length)
            || IsDotted(text, start, length);

    /// <summary>Whether a month, which German writes with a capital behind its day, begins at the index.</summary>
    public static bool IsGermanMonthAt(string text, int index)
    {
        int end = index;
        while (end < text.Length && end - index <= s_germanMonths.LongestWord && char.IsLetter(text[end]))
        {
            end++;
        }

        return s_germanMonths.Contains(text, index, end - index);
    }

    /// <summary>A German street: «Hauptstr. 5».</summary>
    private static bool IsStreet(string text, int start, int length)
    {
        const string Street = "str";
        return length > Street.Length
            && string.CompareOrdinal(text, start + length - Street.Length, Street, 0, Street.Length) == 0;
    }

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
