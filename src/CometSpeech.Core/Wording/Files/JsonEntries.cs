using System.Text;
using System.Text.Json;

namespace CometSpeech.Core.Wording.Files;

/// <summary>
/// Reads entries in JSON (RFC 8259): an object of pairs, or a list of objects with the members Text, Spoken,
/// CaseSensitive and Regex. Comments and trailing commas are allowed.
/// </summary>
internal static class JsonEntries
{
    // A list of objects has two.
    private const int MostDepth = 8;

    /// <exception cref="PronunciationException">It is no such file; with the line.</exception>
    public static IReadOnlyList<PronunciationEntry> Read(string text, string path)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        var options = new JsonReaderOptions
        {
            AllowTrailingCommas = true,
            CommentHandling = JsonCommentHandling.Skip,
            MaxDepth = MostDepth,
        };
        try
        {
            var reader = new Utf8JsonReader(bytes, options);
            reader.Read();
            var place = new Place(bytes, path);
            List<PronunciationEntry> entries = reader.TokenType switch
            {
                JsonTokenType.StartObject => ReadPairs(ref reader, place),
                JsonTokenType.StartArray => ReadList(ref reader, place),
                _ => throw place.Error("it is neither an object of pairs nor a list of objects.", reader),
            };
            // What follows is no JSON, and throws.
            reader.Read();
            return entries;
        }
        catch (JsonException e)
        {
            throw new PronunciationException(
                $"it is no JSON: {e.Message}", path, (int)(e.LineNumber ?? -1) + 1, e);
        }
        catch (InvalidOperationException e)
        {
            // RFC 8259, 8.2: an escape may name half of a surrogate pair, which is no character.
            throw new PronunciationException(
                "a text in it holds half of a character, as in \"\\uD83D\" alone.", path, 0, e);
        }
    }

    private static List<PronunciationEntry> ReadPairs(ref Utf8JsonReader reader, Place place)
    {
        var entries = new List<PronunciationEntry>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string text = reader.GetString()!;
            int line = place.LineOf(reader);
            reader.Read();
            entries.Add(new PronunciationEntry(text, ReadText(ref reader, $"'{text}'", place))
            {
                Path = place.Path,
                Line = line,
            });
        }

        return entries;
    }

    private static List<PronunciationEntry> ReadList(ref Utf8JsonReader reader, Place place)
    {
        var entries = new List<PronunciationEntry>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw place.Error("the list holds something that is no object.", reader);
            }

            entries.Add(ReadEntry(ref reader, place));
        }

        return entries;
    }

    private static PronunciationEntry ReadEntry(ref Utf8JsonReader reader, Place place)
    {
        int line = place.LineOf(reader);
        string? text = null;
        string? spoken = null;
        bool? isCaseSensitive = null;
        bool? isRegex = null;
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            if (!names.Add(name))
            {
                throw place.Error($"the member '{name}' stands there twice.", reader);
            }

            reader.Read();
            switch (name.ToUpperInvariant())
            {
                case "TEXT":
                    text = ReadText(ref reader, name, place);
                    break;
                case "SPOKEN":
                    spoken = ReadText(ref reader, name, place);
                    break;
                case "CASESENSITIVE":
                    isCaseSensitive = ReadBoolean(ref reader, name, place);
                    break;
                case "REGEX":
                    isRegex = ReadBoolean(ref reader, name, place);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (text is null || spoken is null)
        {
            throw new PronunciationException(
                $"an object has no member {(text is null ? "Text" : "Spoken")}.", place.Path, line);
        }

        return new PronunciationEntry(text, spoken)
        {
            CaseSensitive = isCaseSensitive,
            IsRegex = isRegex ?? false,
            Path = place.Path,
            Line = line,
        };
    }

    private static string ReadText(ref Utf8JsonReader reader, string name, Place place) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString()!,
        JsonTokenType.Null => "",
        JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan.ToArray()),
        _ => throw place.Error($"the value of {name} is no text.", reader),
    };

    private static bool? ReadBoolean(ref Utf8JsonReader reader, string name, Place place) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Null => null,
        _ => throw place.Error($"{name} can be true or false.", reader),
    };

    /// <summary>Tells lines of the file.</summary>
    private sealed class Place(byte[] bytes, string path)
    {
        private int _line = 1;
        private int _counted;

        public string Path => path;

        // The reader only goes forwards, and so does the count.
        public int LineOf(Utf8JsonReader reader)
        {
            for (; _counted < reader.TokenStartIndex; _counted++)
            {
                _line += bytes[_counted] == (byte)'\n' ? 1 : 0;
            }

            return _line;
        }

        public PronunciationException Error(string message, Utf8JsonReader reader) =>
            new(message, path, LineOf(reader));
    }
}
