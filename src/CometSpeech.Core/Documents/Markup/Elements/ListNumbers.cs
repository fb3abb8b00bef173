using System.Globalization;
using System.Text;
using System.Xml.XPath;

namespace CometSpeech.Core.Documents.Markup.Elements;

/// <summary>Counts the items of an ordered list, as HTML has it (4.4.5 to 4.4.8).</summary>
internal sealed class ListNumbers
{
    private static readonly (int Value, string Letters)[] s_roman =
    [
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
        (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ];

    private readonly string _type;
    private readonly int _step = 1;
    private int _next;

    /// <summary>Begins a list.</summary>
    /// <param name="list">Its element.</param>
    public ListNumbers(XPathNavigator list)
    {
        _type = MarkupAttributes.Get(list, "type");
        int? start = Number(list, "start");
        if (MarkupAttributes.Has(list, "reversed"))
        {
            _step = -1;
            start ??= CountItems(list);
        }

        _next = start ?? 1;
    }

    /// <summary>The number of the next item, in the list's own letters.</summary>
    /// <param name="item">Its element.</param>
    public string Next(XPathNavigator item)
    {
        int number = Number(item, "value") ?? _next;
        _next = unchecked(number + _step);
        return Format(number, MarkupAttributes.Get(item, "type") is { Length: > 0 } type ? type : _type);
    }

    private static string Format(int number, string type) => type switch
    {
        "a" when number > 0 => Alphabetic(number),
        "A" when number > 0 => Alphabetic(number).ToUpperInvariant(),
        "i" when number is > 0 and < 4000 => Roman(number),
        "I" when number is > 0 and < 4000 => Roman(number).ToUpperInvariant(),
        _ => number.ToString(CultureInfo.InvariantCulture),
    };

    // a to z, aa, ab (CSS Counter Styles, 3.1.4).
    private static string Alphabetic(int number)
    {
        const int Letters = 26;
        string text = "";
        for (int rest = number; rest > 0; rest = (rest - 1) / Letters)
        {
            text = (char)('a' + ((rest - 1) % Letters)) + text;
        }

        return text;
    }

    private static string Roman(int number)
    {
        var text = new StringBuilder();
        foreach ((int value, string letters) in s_roman)
        {
            for (; number >= value; number -= value)
            {
                text.Append(letters);
            }
        }

        return text.ToString();
    }

    private static int? Number(XPathNavigator element, string name) => int.TryParse(
        MarkupAttributes.Get(element, name), NumberStyles.Integer, CultureInfo.InvariantCulture, out int number)
        ? number
        : null;

    private static int CountItems(XPathNavigator list)
    {
        int count = 0;
        XPathNavigator item = list.Clone();
        for (bool isOne = item.MoveToFirstChild(); isOne; isOne = item.MoveToNext())
        {
            count += item.NodeType == XPathNodeType.Element && MarkupText.NameOf(item) == "li" ? 1 : 0;
        }

        return count;
    }
}
