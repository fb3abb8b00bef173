using System.Management.Automation.Host;

namespace CometSpeech.Playground.Hosting;

/// <summary>The console's size, which formatting asks for. Nothing here draws.</summary>
internal sealed class ConsoleRawUserInterface : PSHostRawUserInterface
{
    // Where the console tells no size, as when it is a file: wide enough for the module's tables; nothing asks for the
    // height.
    private const int DefaultWidth = 120;

    private const int DefaultHeight = 50;

    public override Size BufferSize { get; set; } = MeasureConsole();

    public override Size WindowSize { get => BufferSize; set => BufferSize = value; }

    public override Size MaxWindowSize => BufferSize;

    public override Size MaxPhysicalWindowSize => BufferSize;

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override Coordinates CursorPosition { get; set; }

    public override Coordinates WindowPosition { get; set; }

    public override int CursorSize { get; set; } = 25;

    public override string WindowTitle { get; set; } = string.Empty;

    public override bool KeyAvailable => !Console.IsInputRedirected && Console.KeyAvailable;

    public override void FlushInputBuffer()
    {
    }

    public override KeyInfo ReadKey(ReadKeyOptions options)
    {
        ConsoleKeyInfo key = Console.ReadKey(options.HasFlag(ReadKeyOptions.NoEcho));
        return new KeyInfo((int)key.Key, key.KeyChar, 0, keyDown: true);
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw NotDrawn();

    public override void ScrollBufferContents(
        Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw NotDrawn();

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw NotDrawn();

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw NotDrawn();

    private static NotSupportedException NotDrawn() => new("The Playground does not draw.");

    private static Size MeasureConsole()
    {
        if (Console.IsOutputRedirected)
        {
            return new Size(DefaultWidth, DefaultHeight);
        }

        // Some terminals tell no size: 0.
        return new Size(
            Console.WindowWidth > 0 ? Console.WindowWidth : DefaultWidth,
            Console.WindowHeight > 0 ? Console.WindowHeight : DefaultHeight);
    }
}
