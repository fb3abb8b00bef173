using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace CometSpeech.Tests.Help;

/// <summary>What help says of a parameter, and what is true of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The full name of its type.</param>
/// <param name="Default">Its value when it is not given; empty when it has none.</param>
/// <param name="Wildcards">Whether wildcards work.</param>
/// <param name="Aliases">With commas between.</param>
/// <param name="Values">The only values it takes, with commas between.</param>
/// <param name="Sets">Where it belongs, each with position, whether it is required, and pipeline input.</param>
internal sealed record HelpParameter(
    string Name, string Type, string Default, bool Wildcards, string Aliases, string Values, string Sets)
{
    private static readonly HashSet<string> s_common =
        [.. Cmdlet.CommonParameters.Where(name => !Cmdlet.OptionalCommonParameters.Contains(name))];

    /// <summary>The parameters that the cmdlet really has, in the order of their names.</summary>
    public static IReadOnlyList<HelpParameter> Of(CmdletInfo cmdlet)
    {
        object instance = Activator.CreateInstance(cmdlet.ImplementingType)!;
        return [.. cmdlet.Parameters.Values
            .Where(parameter => !s_common.Contains(parameter.Name))
            .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
            .Select(parameter => Of(parameter, DefaultOf(instance, parameter.Name)))];
    }

    /// <summary>One set, as <see cref="Sets"/> has it.</summary>
    public static string Set(string name, string position, bool required, bool byValue, bool byPropertyName) =>
        $"{name}: {position}{(required ? ", required" : "")}{(byValue ? ", by value" : "")}"
        + (byPropertyName ? ", by property name" : "");

    private static HelpParameter Of(ParameterMetadata parameter, string defaultValue) => new(
        parameter.Name,
        (Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType).FullName!,
        defaultValue,
        parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any(),
        string.Join(", ", parameter.Aliases),
        string.Join(", ", parameter.Attributes.SelectMany(ValidValues)),
        string.Join("; ", parameter.ParameterSets.Select(set => Set(
            set.Key == ParameterAttribute.AllParameterSets ? "(All)" : set.Key,
            set.Value.Position < 0 ? "Named" : set.Value.Position.ToString(CultureInfo.InvariantCulture),
            set.Value.IsMandatory,
            set.Value.ValueFromPipeline,
            set.Value.ValueFromPipelineByPropertyName || IsReadFromRecords(parameter))).Order(StringComparer.Ordinal)));

    /// <summary>The values that <c>[ValidateSet]</c> allows, or a validation of the module's own.</summary>
    public static IEnumerable<string> ValidValues(Attribute attribute) =>
        attribute.GetType().GetProperty("ValidValues")?.GetValue(attribute) as IEnumerable<string> ?? [];

    // By the cmdlet itself, not by PowerShell, which tells nobody of a record that it refuses.
    private static bool IsReadFromRecords(ParameterMetadata parameter) =>
        parameter.Attributes.Any(attribute => attribute.GetType().Name == "RecordValueAttribute");

    // WhatIf and Confirm are the engine's, and no property of the cmdlet.
    private static string DefaultOf(object cmdlet, string parameter) =>
        cmdlet.GetType().GetProperty(parameter)?.GetValue(cmdlet) switch
        {
            null => "",
            string text => text,
            SwitchParameter given => given.ToBool().ToString(),
            IEnumerable values => string.Join(", ", values.Cast<object>()),
            object value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
}
