using System.Security.Cryptography;
using System.Text;
using CometSpeech.LocalServer.Protocol;

namespace CometSpeech.LocalServer.Endpoints;

/// <summary>Refuses requests without the server's key, where it has one.</summary>
internal sealed class KeyCheck(string? key)
{
    private readonly byte[]? _expected = key is null ? null : Encoding.UTF8.GetBytes("Bearer " + key);

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (_expected is null || context.Request.Path == CatalogEndpoint.Path)
        {
            return next(context);
        }

        string given = context.Request.Headers.Authorization.ToString();
        if (given.Length == 0)
        {
            throw Unauthorized("You did not provide an API key.");
        }

        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), _expected)
            ? next(context)
            : throw Unauthorized("Invalid token.");
    }

    private static ApiErrorException Unauthorized(string message) =>
        new(new ApiError(StatusCodes.Status401Unauthorized, message));
}
