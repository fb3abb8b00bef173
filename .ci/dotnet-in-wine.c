/* dotnet.exe for Windows, which no package holds: hands its arguments to the hostfxr.dll of the runtime that .ci/wine lays
 * out beside it. VERSION is that runtime's, a wide string. */
#include <windows.h>
#include <stdio.h>

enum { PATH_LENGTH = 1024, LIBRARY_MISSING = 131 /* as .NET's own host ends: LibHostMissing */ };

/* hostfxr.h of .NET: arguments, path of the host, folder of the runtimes, path of the application. */
typedef int (*main_function)(int, const wchar_t **, const wchar_t *, const wchar_t *, const wchar_t *);

int wmain(int argc, wchar_t **argv)
{
    wchar_t host[PATH_LENGTH], root[PATH_LENGTH], library[PATH_LENGTH], process[16];
    GetModuleFileNameW(NULL, host, PATH_LENGTH);
    swprintf(root, PATH_LENGTH, L"%ls", host);
    *wcsrchr(root, L'\\') = L'\0';
    swprintf(library, PATH_LENGTH, L"%ls\\host\\fxr\\" VERSION L"\\hostfxr.dll", root);

    HMODULE hostfxr = LoadLibraryW(library);
    if (hostfxr == NULL)
    {
        fwprintf(stderr, L"%ls could not be loaded.\n", library);
        return LIBRARY_MISSING;
    }

    /* The host of the tests ends when its parent has ended. That one runs outside of Wine, and Windows' process ids are not
     * Linux': told its own, the host watches itself. */
    swprintf(process, 16, L"%lu", GetCurrentProcessId());
    for (int i = 1; i + 1 < argc; i++)
    {
        if (wcscmp(argv[i], L"--parentprocessid") == 0)
        {
            argv[i + 1] = process;
        }
    }

    main_function run = (main_function)(void *)GetProcAddress(hostfxr, "hostfxr_main_startupinfo");
    return run(argc, (const wchar_t **)argv, host, root, L"");
}
