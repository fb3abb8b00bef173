#if NET8_0_OR_GREATER
using CometSpeech.Core.Keys;
using CometSpeech.Core.Keys.Store;

namespace CometSpeech.Core.Tests.Keys.Store;

/// <summary>File modes, where a system has them.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class UserKeyStoreModeTests : IDisposable
{
    private const string Comet = "https://api.cometapi.com:443";
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    private readonly TestFolder _folder;
    private readonly UserKeyStore _store;

    public UserKeyStoreModeTests()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has access lists in place of file modes.");
        // Only now: a test that is skipped here is never disposed.
        _folder = new TestFolder();
        _store = new UserKeyStore(_folder["store"]);
    }

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void The_folder_and_every_file_in_it_are_the_owners_alone()
    {
        _store.Set(Comet, Stored());
        _store.Set(Comet, Stored());
        Assert.Equal(OwnerFolder, File.GetUnixFileMode(_folder["store"]));
        Assert.All(Directory.GetFiles(_folder["store"]), file => Assert.Equal(OwnerFile, File.GetUnixFileMode(file)));
    }

    [SkippableFact]
    public void A_folder_that_others_can_list_is_closed()
    {
        Directory.CreateDirectory(_folder["store"], OwnerFolder | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        _store.Set(Comet, Stored());
        Assert.Equal(OwnerFolder, File.GetUnixFileMode(_folder["store"]));
    }

    [SkippableTheory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_file_that_others_reach_is_refused_with_the_command_that_mends_it(UnixFileMode more)
    {
        _store.Set(Comet, Stored());
        File.SetUnixFileMode(_store.Path, OwnerFile | more);

        Action[] uses = [() => _store.Find(Comet), () => _store.Set(Comet, Stored())];
        foreach (Action use in uses)
        {
            KeyStoreException e = Assert.Throws<KeyStoreException>(use);
            Assert.Equal(KeyStoreFailure.Unprotected, e.Failure);
            Assert.Contains($"chmod 600 '{_store.Path}'", e.Message);
        }

        File.SetUnixFileMode(_store.Path, OwnerFile);
        Assert.NotNull(_store.Find(Comet));
    }

    [SkippableTheory]
    [InlineData(UnixFileMode.OtherRead, UnixFileMode.None)]
    [InlineData(UnixFileMode.None, UnixFileMode.OtherWrite)]
    public void Removing_works_on_a_store_that_others_reach_and_what_stays_is_not_trusted(
        UnixFileMode file, UnixFileMode folder)
    {
        const string Other = "http://127.0.0.1:8880";
        _store.Set(Comet, Stored());
        _store.Set(Other, Stored());
        Assert.False(_store.IsShared);
        File.SetUnixFileMode(_store.Path, OwnerFile | file);
        File.SetUnixFileMode(_folder["store"], OwnerFolder | folder);
        Assert.True(_store.IsShared);

        Assert.True(_store.Contains(Comet, out _));
        Assert.True(_store.Remove(Comet));
        Assert.False(_store.Contains(Comet, out _));
        Assert.Equal(OwnerFile | file, File.GetUnixFileMode(_store.Path));
        Assert.Equal(
            KeyStoreFailure.Unprotected, Assert.Throws<KeyStoreException>(() => _store.Find(Other)).Failure);
        Assert.True(_store.Remove(Other));
        Assert.False(File.Exists(_store.Path));
    }

    [SkippableFact]
    public void A_folder_that_others_can_change_is_refused()
    {
        _store.Set(Comet, Stored());
        File.SetUnixFileMode(_folder["store"], OwnerFolder | UnixFileMode.OtherWrite);
        Assert.Contains("chmod 700", Assert.Throws<KeyStoreException>(() => _store.Find(Comet)).Message);
        Assert.Throws<KeyStoreException>(() => _store.Set(Comet, Stored()));
    }

    [SkippableFact]
    public void A_link_to_a_store_elsewhere_stays_a_link()
    {
        string target = Path.Combine(Directory.CreateDirectory(_folder["volume"]).FullName, "keys.json");
        Directory.CreateDirectory(_folder["store"]);
        File.CreateSymbolicLink(_store.Path, target);

        _store.Set(Comet, Stored());
        Assert.Equal(target, new FileInfo(_store.Path).LinkTarget);
        Assert.Equal(OwnerFile, File.GetUnixFileMode(target));
        Assert.NotNull(_store.Find(Comet));

        Assert.True(_store.Remove(Comet));
        Assert.False(File.Exists(target));
        Assert.Null(_store.Find(Comet));

        _store.Set(Comet, Stored());
        Assert.Equal(target, new FileInfo(_store.Path).LinkTarget);
        Assert.True(File.Exists(target));
    }

    [SkippableFact]
    public void A_folder_in_the_files_place_is_an_error_of_the_store()
    {
        Directory.CreateDirectory(_store.Path);
        Assert.Equal(
            KeyStoreFailure.Unavailable, Assert.Throws<KeyStoreException>(() => _store.Set(Comet, Stored())).Failure);
    }

    private static StoredKey Stored() => new(ApiKey.Parse("key-of-comet")!);
}
#endif
