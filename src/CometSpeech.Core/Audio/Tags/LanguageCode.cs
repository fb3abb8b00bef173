namespace CometSpeech.Core.Audio.Tags;

/// <summary>ISO 639-2 language codes, the three letters that ID3 and MP4 ask for, of BCP 47 language tags.</summary>
internal static class LanguageCode
{
    /// <summary>The code for a language that is not told.</summary>
    public const string Undetermined = "und";

    // Each entry: the two letters of ISO 639-1, then the three of ISO 639-2/T. A table of our own because cultures of
    // .NET know the codes only where ICU is there.
    private const string Codes =
        "aaaar ababk aeave afafr akaka amamh anarg arara asasm avava ayaym azaze babak bebel bgbul bhbih "
        + "bibis bmbam bnben bobod brbre bsbos cacat ceche chcha cocos crcre csces cuchu cvchv cycym dadan "
        + "dedeu dvdiv dzdzo eeewe elell eneng eoepo esspa etest eueus fafas ffful fifin fjfij fofao frfra "
        + "fyfry gagle gdgla glglg gngrn guguj gvglv hahau heheb hihin hohmo hrhrv hthat huhun hyhye hzher "
        + "iaina idind ieile igibo iiiii ikipk ioido isisl itita iuiku jajpn jvjav kakat kgkon kikik kjkua "
        + "kkkaz klkal kmkhm knkan kokor krkau kskas kukur kvkom kwcor kykir lalat lbltz lglug lilim lnlin "
        + "lolao ltlit lulub lvlav mgmlg mhmah mimri mkmkd mlmal mnmon mrmar msmsa mtmlt mymya nanau nbnob "
        + "ndnde nenep ngndo nlnld nnnno nonor nrnbl nvnav nynya ococi ojoji omorm orori ososs papan pipli "
        + "plpol pspus ptpor quque rmroh rnrun roron rurus rwkin sasan scsrd sdsnd sesme sgsag sisin skslk "
        + "slslv smsmo snsna sosom sqsqi srsrp ssssw stsot susun svswe swswa tatam tetel tgtgk ththa titir "
        + "tktuk tltgl tntsn toton trtur tstso tttat twtwi tytah uguig ukukr ururd uzuzb veven vivie vovol "
        + "wawln wowol xhxho yiyid yoyor zazha zhzho zuzul";

    private const int EntryLength = 6;

    /// <summary>
    /// The code of a language tag, as <c>eng</c> for <c>en-GB</c>; a primary subtag of three letters is one already
    /// (BCP 47, 2.2.1). <see cref="Undetermined"/> for anything else.
    /// </summary>
    public static string FromBcp47(string? tag)
    {
        string primary = (tag ?? "").Trim().Split('-', '_')[0].ToLowerInvariant();
        if (!primary.All(letter => letter is >= 'a' and <= 'z'))
        {
            return Undetermined;
        }

        if (primary.Length == 2)
        {
            for (int i = 0; i < Codes.Length; i += EntryLength)
            {
                if (string.CompareOrdinal(Codes, i, primary, 0, 2) == 0)
                {
                    return Codes.Substring(i + 2, 3);
                }
            }
        }

        return primary.Length == 3 ? primary : Undetermined;
    }
}
