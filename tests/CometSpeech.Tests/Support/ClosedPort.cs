using System.Net;
using System.Net.Sockets;

namespace CometSpeech.Tests.Support;

/// <summary>
/// A port of 127.0.0.1 on which nobody listens, and which no other program gets: it is taken, and never opened.
/// </summary>
internal sealed class ClosedPort : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public ClosedPort()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Number = ((IPEndPoint)_socket.LocalEndPoint!).Port;
    }

    public int Number { get; }

    /// <summary>Gives it back.</summary>
    public void Dispose() => _socket.Dispose();
}
