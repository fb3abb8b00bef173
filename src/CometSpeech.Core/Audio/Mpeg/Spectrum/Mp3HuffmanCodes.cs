namespace CometSpeech.Core.Audio.Mpeg.Spectrum;

/// <summary>
/// The Huffman codes of MP3 (ISO/IEC 11172-3, table B.7), each table in ascending order of its codes: how many bits
/// they have, then the values that they stand for, two hexadecimal digits each. In that order the lengths tell the
/// codes.
/// </summary>
internal static class Mp3HuffmanCodes
{
    /// <summary>The first of the table numbers with which the largest value has more bits behind it.</summary>
    public const int FirstWithLinBits = 16;

    // linbits of the tables 16 to 31. Up to 23 they have the codes of 16, then those of 24.
    private static readonly byte[] s_linBits = [1, 2, 3, 4, 6, 8, 10, 13, 4, 5, 6, 7, 8, 9, 11, 13];

    private static readonly Mp3HuffmanTable?[] s_pairs = CreatePairs();

    /// <summary>Values in groups of four, none above 1, the first one highest (table A).</summary>
    public static Mp3HuffmanTable Quads { get; } = new(
        """
        6:0B0F0D0E0705 5:0906030A0C 4:02010408 1:00
        """);

    /// <summary>The same with four bits for each group, all inverted (table B).</summary>
    public static Mp3HuffmanTable PlainQuads { get; } = new("4:0F0E0D0C0B0A09080706050403020100");

    /// <summary>
    /// The codes of pairs of values, by <c>table_select</c>; null where all values are zero, and for the numbers 4 and
    /// 14, which have no table.
    /// </summary>
    public static Mp3HuffmanTable? OfPairs(int table) => s_pairs[table];

    /// <summary>How many bits follow a value of 15 (<c>linbits</c>).</summary>
    public static int LinBitsOf(int table) => table < FirstWithLinBits ? 0 : s_linBits[table - FirstWithLinBits];

    private static Mp3HuffmanTable?[] CreatePairs()
    {
        var tables = new Mp3HuffmanTable?[32];
        tables[1] = new("3:1101 2:10 1:00");
        tables[2] = new("6:2202 5:122120 3:110110 1:00");
        tables[3] = new("6:2202 5:122120 3:10 2:110100");
        tables[5] = new(
            """
            8:3323 7:32 6:31 7:13033022 6:12210220 3:110110 1:00
            """);
        tables[6] = new(
            """
            7:3303 6:233230 5:13312202 4:122120 3:01 2:11 3:1000
            """);
        tables[7] = new(
            """
            10:55455453 9:35442552 8:1551 9:0534 8:50 9:4333 8:2442 7:144140 8:04233203 7:13313022 6:12 5:21 6:0220
            4:11 3:0110 1:00
            """);
        tables[8] = new(
            """
            11:5554 10:45 9:53 10:3544 9:255205 8:1551 9:34435033 8:244214 7:41 8:0440233213310330 6:220220 4:1221
            2:11 3:0110 2:00
            """);
        tables[9] = new(
            """
            9:5545 8:3553 9:5405 8:44255215 7:513443 8:5004 7:24423340 6:14412332 5:1331 6:0330 5:2202 4:122120
            3:11011000
            """);
        tables[10] = new(
            """
            11:776776577566 10:47745665377346 11:5554 10:63 9:2772 10:6407 9:7062 10:4535 9:06 10:5344 8:1771 9:3626
            10:2552 9:1551 10:3443 8:166160 9:055024423304 8:144140233203 7:13313022 6:12210220 4:11 3:0110 1:00
            """);
        tables[11] = new(
            """
            10:77677675664774 11:5755 10:5665 9:377346 10:45543553 8:2772 9:6407 7:71 8:1770366360 9:44255205 8:15
            7:62 8:2606 7:1661 8:513450 9:4333 8:244214410440 7:2332 6:1331 7:0330 6:22 5:21 4:12 5:0220 3:110110
            2:00
            """);
        tables[12] = new(
            """
            10:7767 9:76577566477465 8:5637 9:7355 8:277246641771 9:0770 8:3663455444 9:0605 7:266261 8:166035532552
            7:15513443 8:5004 7:244214 6:33412332 7:4003 6:30 5:133122 4:1221 5:0220 4:00 3:110110
            """);
        tables[13] = new(
            """
            19:FEFC 18:FD 17:ED 16:FFEFDFEECFDEBFFBCEDC 17:AFE9 15:ECDD 16:FACD 15:BEEB9FF9EABDDB8FF8CC 16:AE9E
            15:8E 16:7F7E 14:F7DA 15:ADBCCBF6 14:6FE85F9DD9F5E7ACBB4FF4 15:CAE6 14:F3 13:3F 14:8DD8 13:2FF2 14:6E9C
            13:0F 14:C95E 13:AB 14:7DD7 13:4E 14:C8D6 13:3EB9 14:9BAA 12:1FF1F0 13:BAE5E48C6DE3 12:E2 13:2E0E
            12:1EE1 13:E05DD57CC74D8BB8D49AA96C 12:C63D 13:D37B 12:2DD21DB7 13:5CC5997A 12:C3 13:A797 12:4B 11:D1
            12:0DD08AA84CC46BB6 11:3C2CC25B 12:B589 11:1CC1 12:980C 11:C0 12:B46AA679 11:3BB3 12:885A 11:2B 12:A569
            11:A4 12:7887 11:94 12:7776 10:B21BB1 11:0BB0964A3AA35995 10:2AA21AA1 11:0A68 10:A0 11:8649 10:93
            11:39588567 10:2992 11:5775 10:3883 11:664774566573 9:1991 10:0990488472 11:4664 9:288218 10:3727 9:1771
            10:55077036634554266235 8:81 9:088016610660 10:5344 9:255205 8:1551 9:344350244233 8:14 7:41 8:04402332
            7:1331033022 6:12210220 4:1101 3:10 1:00
            """);
        tables[15] = new(
            """
            13:FFEFFEDF 12:EE 13:FDCFFCDEEDBF 12:FB 13:CEEC 12:DDAFFABEEBCDDC9FF9EABDDB8FF8CC9EE97FF7ADDABC6F
            13:AE0F 11:CBF6 12:8EE85F9D 11:F57EE7ACCABB 12:D98D 11:4FF43FF3D8E62FF2 12:6EF0
            11:1FF19CC95EABBAE57DD74EE48CC83E6DD6E39BB92EAAE21EE1 12:0EE0 11:5DD57CC74D8B 10:D4 11:B89AA96CC63D
            10:D3D2 11:2D0D 10:1D7BB7D1 11:5CD0 10:C58AA84CC46BB6 11:990C 10:3CC37AA7A6 11:C00B 9:C2
            10:2C5BB51C8998C14BB46A3B79 9:B3 10:97882B5A 9:B2 10:A51B 9:B1 10:B069964AA478873A 9:A359952AA21AA1
            10:0AA0 9:688649943993 10:7709 9:588529677692 8:91 9:19904884577538836647 8:28821881 9:7408805665377346
            8:277264175571 9:0770 8:36634554266216 9:0660 8:35 7:61 8:5344 7:25521551 8:0550 7:3443244233 6:41
            7:1404 6:2332 7:4003 6:133130 5:2212210220 3:11 4:0110 3:00
            """);
        tables[16] = new(
            """
            11:EFFEDFFDCFFCBFFB 10:AF 11:FA9FF9F8 10:8F7FF76FF6 8:FF 10:5FF5 9:4FF4F3F0 10:3F 16:CE 17:ECDD 15:DEE9
            16:EAD9 14:EE 15:EDEB 14:BECD 15:DCDB 14:AECC 15:ADDA7EAC 14:CA 15:C97D 14:5E 13:BD 8:F2 9:2F0F 8:1FF1
            13:9E 14:BCCB8EE89DE7BB8DD86E 13:E69C 14:ABBAE5D7 13:4E 14:E48C 13:C83E6D 14:D69BB9AA 13:E1D4 14:B8A9
            13:7B 14:B7D0 12:E3 13:0EE05DD57CC74D8B9A6CC63D5CC5 12:0D 13:8AA8994CB67A 12:3C 13:5B89 12:1CC0 13:9879
            11:E2 12:2E1ED32DD2D13B 13:9788 11:1D 12:C46BC3A7 11:2C 12:C2B5C10C4BB46AA6 11:B3 12:5AA5 11:2BB21BB1
            12:0BB069964AA47887 11:A3 12:3A59 11:2A 12:9568 11:A1 12:8677 11:94 12:4957 11:67 10:A21A
            11:0AA039935885 10:2992 11:7609 10:1991 11:9048847538836628 10:82 11:4774 10:188180 11:0856 10:3773
            11:6546 10:2772 11:6455 10:07 9:1771 10:703663455426 9:621661 10:0660 9:53 10:3544 9:2552 8:51
            9:1505344350244233 8:1441 9:0440 8:2332 7:1331 8:0330 7:22 6:12210220 4:1101 3:10 1:00
            """);
        tables[24] = new(
            """
            8:EFFEDFFDCFFCBFFB 7:FA 8:AF9F 7:F9F8 8:8F7F 7:F76FF65FF54FF43FF32FF2F1 8:1FF0 9:0F
            11:EEDEEDCEECDDBEEBCDDCAEEABDDBCC9EE9ADDABCCB8EE89DD97EE7AC 4:FF 11:CABB8DD8 12:0EE0 11:0D 10:E6 11:6E9C
            10:C95EBAE5 11:AB7D 10:D7E48CC8 11:4E2E 10:3E6DD6E39BB9AAE21EE15DD57CC74D8BB8D49AA96CC63DD32DD21D7BB7D1
            10:5CC58AA8994CC46BB6 11:D00C 10:3CC37AA72CC25BB51C8998C14B 11:C00B 10:3B 11:B00A 10:1A 9:B4 10:6AA67997
            11:A009 10:90 9:B388 10:2B5A 9:B2 10:A51BB169 9:96A4 10:4A78
            9:873AA359952AA2A168867749943993588529677692199148845775388366 9:288218477481 10:0880 9:566517 10:0770
            8:73 9:3727 8:72466455713663455426621661 9:0660 8:355344255215 9:0550 7:51 8:3443 7:2442331441 8:0440
            7:2332 6:1331 7:0330 6:22 5:1221 6:0220 4:11011000
            """);
        for (int i = FirstWithLinBits; i < tables.Length; i++)
        {
            tables[i] ??= tables[i - 1];
        }

        return tables;
    }
}
