using System.Management.Automation;
using System.Security;
using CometSpeech.Core.Api;
using CometSpeech.Core.Keys;
using CometSpeech.Core.Keys.Store;
using CometSpeech.Errors;

namespace CometSpeech.Keys;

/// <summary>
/// Finds the API key for a cmdlet; failures become the cmdlet's terminating errors. To be called on the pipeline
/// thread.
/// </summary>
internal static class ApiKeyProvider
{
    /// <summary>The current user's store.</summary>
    public static UserKeyStore Store => UserKeyStore.ForCurrentUser(Environment.GetEnvironmentVariable);

    /// <summary>The key to send to that address; null when there is none and the address may do without.</summary>
    /// <param name="cmdlet">Whose session is searched, and whom a failure ends.</param>
    /// <param name="address">Where the requests go.</param>
    /// <param name="parameter">The cmdlet's own -ApiKey; null when it was not given.</param>
    public static ResolvedApiKey? Resolve(PSCmdlet cmdlet, ServiceAddress address, SecureString? parameter)
    {
        ResolvedApiKey? found = Find(cmdlet, address, parameter);
        if (found is null && ApiKeyResolver.IsRequired(address))
        {
            cmdlet.ThrowTerminatingError(KeyErrors.ApiKeyMissing(address));
        }

        return found;
    }

    /// <summary>As <see cref="Resolve"/>, and null for a missing key whatever the address.</summary>
    public static ResolvedApiKey? Find(PSCmdlet cmdlet, ServiceAddress address, SecureString? parameter) =>
        Guard(cmdlet, () =>
        {
            ApiKeyResolver resolver = new(
                SessionKeys.Find, ServiceEnvironment.Process, reference => SecretVault.Read(cmdlet, reference), Store);
            return resolver.Resolve(address, ApiKey.Parse(parameter));
        });

    /// <summary>
    /// Ends the cmdlet when its -ApiKey was given and is blank, or no key: another key must not be sent, and paid with,
    /// in place of one that is blank by mistake.
    /// </summary>
    public static void Check(PSCmdlet cmdlet, SecureString? parameter)
    {
        if (cmdlet.MyInvocation.BoundParameters.ContainsKey("ApiKey")
            && Guard(cmdlet, () => ApiKey.Parse(parameter)) is null)
        {
            cmdlet.ThrowTerminatingError(KeyErrors.ApiKeyBlank());
        }
    }

    /// <summary>The environment's key when it is for that address.</summary>
    public static ResolvedApiKey? FindInEnvironment(PSCmdlet cmdlet, ServiceAddress address) =>
        Look(cmdlet, environment =>
            environment.GetKey() is { } key && environment.GetAddress().Origin == address.Origin ? key : null);

    /// <summary>The address that the environment names when it is another than that one.</summary>
    public static ServiceAddress? FindOtherAddress(PSCmdlet cmdlet, ServiceAddress address) =>
        Look(cmdlet, environment =>
            environment.GetAddress() is { } named && named.Origin != address.Origin ? named : null);

    /// <summary>The address whose keys a cmdlet manages: the one given, or CometAPI's.</summary>
    public static ServiceAddress GetAddress(PSCmdlet cmdlet, Uri? baseUri) =>
        baseUri is null ? ServiceAddress.Default : Guard(cmdlet, () => ServiceAddress.From(baseUri));

    /// <summary>Where a cmdlet's requests go: to the address given, the environment's, or CometAPI.</summary>
    public static ServiceAddress GetServiceAddress(PSCmdlet cmdlet, Uri? baseUri) => Guard(
        cmdlet, () => baseUri is null ? ServiceEnvironment.Process.GetAddress() : ServiceAddress.From(baseUri));

    /// <summary>
    /// Runs what may fail over a key, an address or the store, and ends the cmdlet with the matching error record.
    /// </summary>
    public static T Guard<T>(PSCmdlet cmdlet, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (KeyErrors.TryDescribe(e) is { } record)
        {
            cmdlet.ThrowTerminatingError(record);
            throw;
        }
    }

    // Variables that cannot be read are a warning here: whoever sets or removes a key does not need them.
    private static T? Look<T>(PSCmdlet cmdlet, Func<ServiceEnvironment, T?> look)
        where T : class
    {
        try
        {
            return look(ServiceEnvironment.Process);
        }
        catch (FormatException e)
        {
            cmdlet.WriteWarning(e.Message);
            return null;
        }
    }
}
