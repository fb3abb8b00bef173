namespace CometSpeech.Core.Api;

/// <summary>
/// Where the service is: the base of all request addresses, as in <c>https://api.cometapi.com/v1/</c>, and what follows
/// from it for keys. A key belongs to an origin (RFC 6454: scheme, host, port) and goes to no other.
/// </summary>
public sealed class ServiceAddress
{
    private ServiceAddress(Uri baseUri)
    {
        BaseUri = baseUri;
        // IdnHost drops the brackets of an IPv6 address (RFC 3986, 3.2.2).
        string host = baseUri.HostNameType == UriHostNameType.IPv6 ? baseUri.Host : baseUri.IdnHost;
        Origin = $"{baseUri.Scheme}://{host.ToLowerInvariant()}:{baseUri.Port}";
    }

    /// <summary>CometAPI's own address.</summary>
    public static ServiceAddress Default { get; } = Parse("https://api.cometapi.com/v1");

    /// <summary>Absolute, http or https, with a path that ends in a slash, without query or fragment.</summary>
    public Uri BaseUri { get; }

    /// <summary>
    /// Scheme, host and port in lower case, the port always written: <c>https://api.cometapi.com:443</c>.
    /// </summary>
    public string Origin { get; }

    /// <summary>The host is this machine: localhost, 127.0.0.0/8 or [::1].</summary>
    public bool IsLoopback => BaseUri.IsLoopback;

    /// <summary>Bytes on the way are encrypted.</summary>
    public bool IsEncrypted => BaseUri.Scheme == Uri.UriSchemeHttps;

    /// <summary>
    /// Reads an address as a person writes it: white space and U+FEFF around it are dropped, the final slash may be
    /// missing, and an address without a path gets <c>/v1</c>.
    /// </summary>
    /// <exception cref="FormatException">
    /// It is no absolute http or https address, or carries a user name, a query or a fragment.
    /// </exception>
    public static ServiceAddress Parse(string text)
    {
        string trimmed = text.Trim().Trim('\uFEFF').Trim();
        if (!Uri.TryCreate(trimmed, UriKind.Absolute, out Uri? uri))
        {
            // Without the text: a key may have got into the wrong parameter.
            throw new FormatException(
                "The service address is not an absolute one. Write it like https://api.cometapi.com/v1.");
        }

        return From(uri);
    }

    /// <inheritdoc cref="Parse"/>
    public static ServiceAddress From(Uri uri)
    {
        if (!uri.IsAbsoluteUri)
        {
            // A host without a scheme ends here too: [Uri]'localhost:8880' is relative or has the scheme 'localhost'.
            return Parse(uri.OriginalString);
        }

        if (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
        {
            throw new FormatException(
                "The service address is not an http or https one. Write it like https://api.cometapi.com/v1.");
        }

        // A password in an address would end up in messages and logs; the key has its own ways in.
        if (uri.UserInfo.Length > 0)
        {
            throw new FormatException(
                "An address must not carry a user name or password. Give the key with -ApiKey or Set-CometApiKey.");
        }

        if (uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            throw new FormatException(
                $"The address '{uri.GetLeftPart(UriPartial.Path)}' must end with its path: "
                    + "leave out what follows '?' or '#'.");
        }

        string path = uri.AbsolutePath.TrimEnd('/');
        return new ServiceAddress(new UriBuilder(uri) { Path = (path.Length == 0 ? "/v1" : path) + "/" }.Uri);
    }

    /// <summary>The address of a resource below the base, as <c>audio/speech</c>.</summary>
    public Uri Resolve(string relativePath) => new(BaseUri, relativePath);

    /// <inheritdoc/>
    public override string ToString() => BaseUri.ToString();
}
