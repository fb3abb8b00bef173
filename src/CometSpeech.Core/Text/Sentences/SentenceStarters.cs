namespace CometSpeech.Core.Text.Sentences;

/// <summary>
/// Capitalised words that begin sentences far more often than they continue a name: after «U.S.» or «etc.» they tell
/// that the full stop ended the sentence too. Articles that begin family names (Le, La, De, El …) are left out on
/// purpose.
/// </summary>
internal static class SentenceStarters
{
    private static readonly WordList s_words = new(
        // English
        """
        The This That These Those There He She It We You They I His Her Its Our Their My Your But And However
        Then When While What Who Why How Where If In On At As After Before Although Though Because Since For
        From So Some Such To With Yet Now Not Many Most Both Here Once Until Despite During Perhaps Still Also
        Another
        """,
        // German
        """
        Der Die Das Ein Eine Einer Er Sie Es Wir Ihr Ich Aber Und Doch Dann Dies Diese Dieser Dieses Wenn Als Im
        Am An Auf Nach Auch Was Wer Wie Wo Nun Jetzt Hier Dort Damit Dabei Bei Mit Seit Trotzdem Deshalb Dennoch
        Außerdem Jedoch Man Sein Seine Ihre Sonst Danach Zunächst Daher
        """,
        // French
        """
        Les Un Une Il Elle Ils Elles Nous Vous Je On Ce Cette Ces Mais Et Or Donc Puis Dans En Pour Quand Si
        Cela Ainsi Après Avant Alors Pourtant Lorsque Comme
        """,
        // Spanish, Portuguese
        """
        Una Él Ella Ellos Ellas Nosotros Yo Pero Y Cuando Este Esta Esto Estos Estas Por Como Así También
        Después Entonces Aunque Um Uma Ele Ela Eles Elas Mas Quando Isso Isto Não Também Depois Então Embora
        Porque
        """,
        // Italian
        """
        Uno Egli Lui Lei Noi Loro Ma Se Questo Questa Questi Poi Anche Dopo Allora Però Perché Gli
        """,
        // Dutch
        """
        Het Een Hij Zij Ze Wij Ik Maar Dan Toen Dit Dat Deze Er Ook Daarna Omdat Daarom Echter
        """,
        // Swedish
        """
        Det Hon Vi Jag Och Sedan När Där Här Också Efter Därför
        """,
        // Polish, Czech
        """
        Ona Ono Oni Wy Nie Ale Potem Wtedy Gdy Kiedy Jest Był Była Było Byli Tam Teraz Jednak
        Byl Byla Bylo Když Pak Potom Tento Tato Toto Není Jsem Jsme Však Proto
        """,
        // Russian, Ukrainian
        """
        Он Она Оно Они Мы Вы Я Ты Но И А Это Эта Этот Эти Когда Если Что Как Потом Затем Тогда Там Так Тут Здесь Не
        Все Всё Его Её Их Вечером Утром Позже Однако Поэтому В На Після Потім Він Вона Вони Ми Ви Це Але Коли Тоді
        """);

    /// <summary>Whether such a word begins at the index.</summary>
    public static bool StartsAt(string text, int index)
    {
        int end = index;
        while (end < text.Length && end - index <= s_words.LongestWord && char.IsLetter(text[end]))
        {
            end++;
        }

        bool isInitial = end < text.Length && text[end] == '.';
        return !isInitial && s_words.Contains(text, index, end - index);
    }
}
