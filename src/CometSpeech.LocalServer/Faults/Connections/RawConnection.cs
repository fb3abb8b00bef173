using System.Net.Sockets;
using CometSpeech.LocalServer.Endpoints;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace CometSpeech.LocalServer.Faults.Connections;

/// <summary>The socket under a request, for answers that no HTTP server would give.</summary>
internal static class RawConnection
{
    // For a client that never closes its side.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>Sends bytes past the HTTP server.</summary>
    public static async Task SendAsync(HttpContext context, ReadOnlyMemory<byte> bytes)
    {
        Socket socket = SocketOf(context);
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes, context.RequestAborted)..];
        }
    }

    /// <summary>Ends the connection in good order (FIN): what was sent arrives.</summary>
    public static async Task CloseAsync(HttpContext context)
    {
        RequestRecorder.Current(context).WasCut = true;
        SocketOf(context).Shutdown(SocketShutdown.Send);
        // Abort resets the connection, and on Windows a client loses by that what it has not read yet. So the client
        // goes first, as it does when it has come to the end.
        await Task.Delay(s_patience, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Abort();
    }

    /// <summary>Ends the connection at once (RST): what was sent may be lost.</summary>
    public static void Reset(HttpContext context)
    {
        RequestRecorder.Current(context).WasCut = true;
        Socket socket = SocketOf(context);
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close();
        context.Abort();
    }

    private static Socket SocketOf(HttpContext context) =>
        context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
}
