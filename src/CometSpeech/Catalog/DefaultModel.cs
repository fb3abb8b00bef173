namespace CometSpeech.Catalog;

/// <summary>The model of records that name none, where no <c>-Model</c> was given.</summary>
/// <param name="Name">Its id.</param>
/// <param name="Origin">Whose choice it is, in words that fit before its name.</param>
internal sealed record DefaultModel(string Name, string Origin);
