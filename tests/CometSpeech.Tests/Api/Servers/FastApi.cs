using System.Text.Json;
using CometSpeech.LocalServer.Faults;
using CometSpeech.LocalServer.Faults.Connections;

namespace CometSpeech.Tests.Api.Servers;

/// <summary>
/// What servers on FastAPI have in common: uvicorn's headers, an error in <c>detail</c>, and what Pydantic finds wrong
/// in a body (fastapi/fastapi, docs/en/docs/tutorial/handling-errors.md).
/// </summary>
internal static class FastApi
{
    /// <summary>JSON with its length, as Starlette's JSONResponse sends it.</summary>
    public static ResponseFault Json(int status, object body)
    {
        byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(body);
        return new ResponseFault(
            status,
            bytes,
            "application/json",
            new Dictionary<string, string> { ["Server"] = "uvicorn", ["Content-Length"] = $"{bytes.Length}" });
    }

    /// <summary>An HTTPException: its detail is a string or an object.</summary>
    public static ResponseFault Error(int status, object detail) => Json(status, new { detail });

    /// <summary>422, with one thing that Pydantic found wrong.</summary>
    public static ResponseFault Invalid(string type, string field, string message, object? input) => Error(
        422, new[] { new { type, loc = new[] { "body", field }, msg = message, input } });

    /// <summary>
    /// An exception while the body is made: its status and headers went out before, and uvicorn closes the connection
    /// without the last chunk.
    /// </summary>
    public static RawFault BrokenOff(string mediaType) => new RawFault(
        $"HTTP/1.1 200 OK\r\nserver: uvicorn\r\ncontent-type: {mediaType}\r\nTransfer-Encoding: chunked\r\n\r\n");

    /// <summary>Any other exception.</summary>
    public static ResponseFault Crash() => new ResponseFault(500, "Internal Server Error", "text/plain; charset=utf-8");
}
