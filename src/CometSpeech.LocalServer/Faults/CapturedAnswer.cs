using System.Globalization;
using System.Text;
using CometSpeech.LocalServer.Faults.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace CometSpeech.LocalServer.Faults;

/// <summary>The right answer, caught before anything of it was sent.</summary>
internal sealed class CapturedAnswer
{
    private readonly HttpResponse _response;

    private CapturedAnswer(HttpResponse response, byte[] body)
    {
        _response = response;
        Body = body;
    }

    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Has the answer made; status and headers stay set on the response, its body is kept back.</summary>
    public static async Task<CapturedAnswer> FromAsync(HttpContext context, RequestDelegate answer)
    {
        IHttpResponseBodyFeature real = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using MemoryStream body = new();
        StreamResponseBodyFeature captured = new(body);
        context.Features.Set<IHttpResponseBodyFeature>(captured);
        try
        {
            await answer(context);
            await captured.CompleteAsync();
        }
        finally
        {
            context.Features.Set(real);
        }

        return new CapturedAnswer(context.Response, body.ToArray());
    }

    /// <summary>Status line and headers as bytes, for a body framed that way.</summary>
    public byte[] Head(BodyFraming framing)
    {
        StringBuilder head = new();
        string reason = ReasonPhrases.GetReasonPhrase(_response.StatusCode);
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {_response.StatusCode} {reason}\r\n");
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues value) in _response.Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        head.Append(framing switch
        {
            BodyFraming.Chunked => "Transfer-Encoding: chunked\r\n",
            BodyFraming.ContentLength =>
                string.Create(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}\r\n"),
            _ => "Connection: close\r\n",
        });
        return Encoding.ASCII.GetBytes(head.Append("\r\n").ToString());
    }
}
