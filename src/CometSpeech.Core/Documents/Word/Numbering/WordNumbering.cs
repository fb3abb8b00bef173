using System.Text;
using CometSpeech.Core.Documents.Word.Packaging;
using CometSpeech.Core.Documents.Word.Styles;

namespace CometSpeech.Core.Documents.Word.Numbering;

/// <summary>
/// Counts the lists of a Word document (ECMA-376 part 1, 17.9). Lists of one definition go on counting together, unless
/// one of them says where it starts.
/// </summary>
internal sealed class WordNumbering
{
    private const int Levels = 9;

    // Definitions that name a style that names another; Word makes one such step.
    private const int LinkLimit = 8;

    private readonly WordStyles _styles;
    private readonly Dictionary<int, Definition> _definitions = [];
    private readonly Dictionary<int, Instance> _instances = [];

    private WordNumbering(WordStyles styles) => _styles = styles;

    /// <summary>Reads the part.</summary>
    /// <param name="reader">At its root element; null when the document has none.</param>
    /// <param name="styles">The styles, to which definitions refer.</param>
    public static WordNumbering Read(WordXmlReader? reader, WordStyles styles)
    {
        var numbering = new WordNumbering(styles);
        while (reader?.ReadElementInside(0) == true)
        {
            if (reader.Name == "abstractNum")
            {
                numbering.ReadDefinition(reader);
            }
            else if (reader.Name == "num")
            {
                numbering.ReadInstance(reader);
            }
        }

        return numbering;
    }

    /// <summary>Counts a paragraph.</summary>
    /// <param name="id">The numbering.</param>
    /// <param name="level">The level, from 0; null for the one that its style has.</param>
    /// <param name="style">The id of the paragraph's style.</param>
    /// <returns>The number as it is shown: <c>2.1</c>, <c>b)</c>; empty for a bullet and for none.</returns>
    public string Next(int id, int? level, string? style)
    {
        if (!_instances.TryGetValue(id, out Instance? instance) || Find(instance) is not { } definition)
        {
            return "";
        }

        int index = level ?? FindLevel(definition, style);
        if (index is < 0 or >= Levels || instance.GetLevel(index, definition) is not { } found)
        {
            return "";
        }

        bool isRestart = instance.Starts[index] is not null && !instance.IsStarted[index];
        definition.Counts[index] = definition.Counts[index] is { } count && !isRestart
            ? unchecked(count + 1)
            : instance.GetStart(index, found);
        instance.IsStarted[index] = true;
        for (int below = index + 1; below < Levels; below++)
        {
            int? restart = instance.GetLevel(below, definition)?.Restart;
            if (restart is null || (restart > 0 && index < restart))
            {
                definition.Counts[below] = null;
            }
        }

        return found.Format == "bullet" ? "" : Write(instance, definition, found);
    }

    private static string Write(Instance instance, Definition definition, WordNumberingLevel shown)
    {
        var text = new StringBuilder();
        for (int i = 0; i < shown.Text.Length; i++)
        {
            int index = shown.Text[i] == '%' && i + 1 < shown.Text.Length ? shown.Text[i + 1] - '1' : -1;
            if (index is < 0 or >= Levels)
            {
                text.Append(shown.Text[i]);
                continue;
            }

            i++;
            if (instance.GetLevel(index, definition) is { } level)
            {
                // A level that no paragraph had so far is shown as one less than its start: 0.1, as Word does.
                int number = definition.Counts[index] ?? unchecked(instance.GetStart(index, level) - 1);
                text.Append(WordNumberFormat.Write(number, shown.IsLegal ? "decimal" : level.Format));
            }
        }

        return text.ToString().Trim();
    }

    private static int FindLevel(Definition definition, string? style)
    {
        int index = style is null ? -1 : Array.FindIndex(definition.Levels, level => level?.Style == style);
        return Math.Max(index, 0);
    }

    // A definition may only name the style in which the real one stands.
    private Definition? Find(Instance instance)
    {
        for (int i = 0; i < LinkLimit; i++)
        {
            if (!_definitions.TryGetValue(instance.DefinitionId, out Definition? definition))
            {
                return null;
            }

            if (definition.StyleLink is null)
            {
                return definition;
            }

            if (_styles.Get(definition.StyleLink).NumberingId is not { } id
                || !_instances.TryGetValue(id, out Instance? next))
            {
                return null;
            }

            instance = next;
        }

        return null;
    }

    private void ReadDefinition(WordXmlReader reader)
    {
        int? id = ReadId(reader, "abstractNumId");
        var definition = new Definition();
        int depth = reader.Depth;
        while (reader.ReadElementInside(depth))
        {
            if (reader.Name == "lvl")
            {
                ReadLevel(reader, definition.Levels);
            }
            else if (reader.Name == "numStyleLink")
            {
                definition.StyleLink = reader.Value;
            }
        }

        if (id is { } known)
        {
            _definitions[known] = definition;
        }
    }

    private void ReadInstance(WordXmlReader reader)
    {
        int? id = ReadId(reader, "numId");
        var instance = new Instance();
        int level = -1;
        int depth = reader.Depth;
        while (reader.ReadElementInside(depth))
        {
            switch (reader.Name)
            {
                case "abstractNumId":
                    instance.DefinitionId = reader.Number ?? -1;
                    break;
                case "lvlOverride":
                    level = ReadId(reader, "ilvl") ?? -1;
                    break;
                case "startOverride" when level is >= 0 and < Levels:
                    instance.Starts[level] = reader.Number ?? 0;
                    break;
                case "lvl":
                    ReadLevel(reader, instance.Levels);
                    break;
            }
        }

        if (id is { } known)
        {
            _instances[known] = instance;
        }
    }

    private static void ReadLevel(WordXmlReader reader, WordNumberingLevel?[] levels)
    {
        int? index = ReadId(reader, "ilvl");
        WordNumberingLevel level = WordNumberingLevel.Read(reader);
        if (index is >= 0 and < Levels)
        {
            levels[index.Value] = level;
        }
    }

    private static int? ReadId(WordXmlReader reader, string name) =>
        int.TryParse(reader.Attribute(name), out int id) ? id : null;

    private sealed class Definition
    {
        public WordNumberingLevel?[] Levels { get; } = new WordNumberingLevel?[WordNumbering.Levels];

        public int?[] Counts { get; } = new int?[WordNumbering.Levels];

        public string? StyleLink { get; set; }
    }

    private sealed class Instance
    {
        public int DefinitionId { get; set; } = -1;

        public WordNumberingLevel?[] Levels { get; } = new WordNumberingLevel?[WordNumbering.Levels];

        public int?[] Starts { get; } = new int?[WordNumbering.Levels];

        public bool[] IsStarted { get; } = new bool[WordNumbering.Levels];

        public WordNumberingLevel? GetLevel(int index, Definition definition) =>
            Levels[index] ?? definition.Levels[index];

        public int GetStart(int index, WordNumberingLevel level) => Starts[index] ?? level.Start;
    }
}
