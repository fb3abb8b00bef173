namespace CometSpeech.Core.Documents.Narration;

/// <summary>A row of a table.</summary>
/// <param name="Cells">Its cells in order; one that a cell above covers is not among them.</param>
/// <param name="IsHeader">Whether its cells are headers of what stands below them.</param>
internal sealed record TableRow(IReadOnlyList<TableCell> Cells, bool IsHeader);
