using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CometSpeech.Fuzz.Mutation;

/// <summary>
/// JSON whose values are changed, moved and nested, so that it stays JSON; a fourth of the changes are those of text.
/// </summary>
/// <param name="names">Names of members that mean something.</param>
/// <param name="texts">Texts that mean something, and what else is a token.</param>
internal sealed class JsonShape(string[] names, params string[] texts) : InputShape
{
    // As people and servers write it.
    private static readonly JsonSerializerOptions s_plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false };

    private static readonly string[] s_values =
    [
        "null", "true", "false", "0", "-1", "1e999", "0.1", "9223372036854775808", "\"\"", "\" \"", "[]", "{}", "[[]]",
        "\"\\u001b[31m\"", "\"a\\nb\"", "\"\\u202e\"", "\"\uFEFF\"", "\"2026-01-31\"", "\"1.5\"", "[null]",
    ];

    private readonly TextShape _text = new(
        [.. texts, .. names.Select(name => $"\"{name}\""), "{", "}", "[", "]", ":", ",", "\"\\ud800\"", "//", "/*"]);

    /// <inheritdoc/>
    public override byte[] Mutate(byte[] input, byte[] other, Random random)
    {
        if (random.Next(4) == 0 || Parse(input) is not { } root)
        {
            return _text.Mutate(input, other, random);
        }

        try
        {
            for (int changes = DrawChanges(random); changes > 0; changes--)
            {
                root = Change(root, other, random) ?? root;
            }

            return Encoding.UTF8.GetBytes(root.ToJsonString(s_plain));
        }
        catch (InvalidOperationException)
        {
            // A name or a text that is no text: half of a character.
            return _text.Mutate(input, other, random);
        }
    }

    private JsonNode? Change(JsonNode root, byte[] other, Random random)
    {
        List<JsonNode> nodes = [root];
        for (int i = 0; i < nodes.Count; i++)
        {
            nodes.AddRange((nodes[i] switch
            {
                JsonObject members => members.Select(pair => pair.Value),
                JsonArray items => items,
                _ => [],
            }).OfType<JsonNode>());
        }

        JsonNode chosen = nodes[random.Next(nodes.Count)];
        JsonNode? value = random.Next(6) switch
        {
            0 => nodes[random.Next(nodes.Count)].DeepClone(),
            1 => JsonValue.Create(texts.Length == 0 ? "" : texts[random.Next(texts.Length)]),
            2 => new JsonArray(chosen.DeepClone()),
            3 => new JsonObject { [names[random.Next(names.Length)]] = chosen.DeepClone() },
            4 when Parse(other) is { } taken => taken,
            _ => JsonNode.Parse(s_values[random.Next(s_values.Length)]),
        };
        switch (chosen)
        {
            case JsonObject members when random.Next(2) == 0:
                string name = random.Next(3) == 0 && members.Count > 0
                    ? members.ElementAt(random.Next(members.Count)).Key
                    : names[random.Next(names.Length)];
                if (random.Next(4) == 0)
                {
                    members.Remove(name);
                }
                else
                {
                    members[name] = value;
                }

                return null;
            case JsonArray items when random.Next(2) == 0:
                items.Insert(random.Next(items.Count + 1), value);
                return null;
        }

        if (ReferenceEquals(chosen, root))
        {
            return value;
        }

        chosen.ReplaceWith(value);
        return null;
    }

    private static JsonNode? Parse(byte[] input)
    {
        try
        {
            JsonNode? root = JsonNode.Parse(input, documentOptions: s_strict);
            // What is nested deeper than anybody reads is not to be written, either.
            return root is not null && root.ToJsonString(s_plain).Length < 32 * 1024 ? root : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // It was changed as text before; or it has one name twice.
            return null;
        }
    }
}
