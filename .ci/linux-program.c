/* Stands in Wine for a program of Linux: ffmpeg.exe runs ffmpeg, with the same arguments, input, outputs and end. Wine
 * starts such a program itself, but hands it no pipes and does not tell of its end: files do, and a shell in between. */
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>

enum { PATH_LENGTH = 1024, COMMAND_LENGTH = 2048, BUFFER_SIZE = 65536, POLL_MS = 5, NOT_STARTED = 127 /* a shell's */ };

typedef char *(CDECL *unix_path_function)(const wchar_t *);

/* $0 is what the names of the files begin with. Pipes again, because a program may treat a file otherwise. */
static const wchar_t script[] =
    L"mapfile -d '' -t program <$0.program; cat $0.input | \\\"${program[@]}\\\" 2>$0.error | cat >$0.output; "
    L"echo ${PIPESTATUS[1]} >$0.end";

static wchar_t base[PATH_LENGTH];

static HANDLE open_file(const wchar_t *name, DWORD access, DWORD disposition, DWORD flags)
{
    wchar_t path[PATH_LENGTH + 16];
    swprintf(path, PATH_LENGTH + 16, L"%ls.%ls", base, name);
    DWORD share = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
    return CreateFileW(path, access, share, NULL, disposition, flags, NULL);
}

static void copy(HANDLE from, HANDLE to)
{
    static char buffer[BUFFER_SIZE];
    DWORD count, written;
    while (ReadFile(from, buffer, BUFFER_SIZE, &count, NULL) && count > 0)
    {
        WriteFile(to, buffer, count, &written, NULL);
    }
}

/* Copies a file to a handle, if that is one, and deletes it. */
static void take(const wchar_t *name, HANDLE to)
{
    HANDLE file = open_file(name, GENERIC_READ, OPEN_EXISTING, FILE_FLAG_DELETE_ON_CLOSE);
    if (to != INVALID_HANDLE_VALUE)
    {
        copy(file, to);
    }

    CloseHandle(file);
}

static char *to_utf8(const wchar_t *text)
{
    int length = WideCharToMultiByte(CP_UTF8, 0, text, -1, NULL, 0, NULL, NULL);
    char *result = malloc(length);
    WideCharToMultiByte(CP_UTF8, 0, text, -1, result, length, NULL, NULL);
    return result;
}

int wmain(int argc, wchar_t **argv)
{
    wchar_t self[PATH_LENGTH], folder[PATH_LENGTH], command[COMMAND_LENGTH];
    unix_path_function unix_path = (unix_path_function)(void *)GetProcAddress(
        GetModuleHandleW(L"kernel32.dll"), "wine_get_unix_file_name");
    GetTempPathW(PATH_LENGTH, folder);
    swprintf(base, PATH_LENGTH, L"%lslinux-program-%lu", folder, GetCurrentProcessId());

    /* The program's name is this one's. */
    GetModuleFileNameW(NULL, self, PATH_LENGTH);
    *wcsrchr(self, L'.') = L'\0';
    argv[0] = wcsrchr(self, L'\\') + 1;
    HANDLE program = open_file(L"program", GENERIC_WRITE, CREATE_ALWAYS, 0);
    for (int i = 0; i < argc; i++)
    {
        int is_path = argv[i][0] != L'\0' && wcsncmp(argv[i] + 1, L":\\", 2) == 0;
        const char *argument = is_path ? unix_path(argv[i]) : to_utf8(argv[i]);
        DWORD written;
        WriteFile(program, argument, strlen(argument) + 1, &written, NULL);
    }

    CloseHandle(program);
    HANDLE input = open_file(L"input", GENERIC_WRITE, CREATE_ALWAYS, 0);
    HANDLE given = GetStdHandle(STD_INPUT_HANDLE);
    if (GetFileType(given) == FILE_TYPE_PIPE)
    {
        copy(given, input);
    }

    CloseHandle(input);
    swprintf(command, COMMAND_LENGTH, L"bash -c \"%ls\" \"%hs\"", script, unix_path(base));
    STARTUPINFOW start = { .cb = sizeof start };
    PROCESS_INFORMATION process;
    if (!CreateProcessW(L"Z:\\bin\\bash", command, NULL, NULL, FALSE, 0, NULL, NULL, &start, &process))
    {
        fwprintf(stderr, L"%ls could not be started: %lu.\n", argv[0], GetLastError());
        return NOT_STARTED;
    }

    char code[16] = { 0 };
    DWORD count = 0;
    while (count == 0)
    {
        Sleep(POLL_MS);
        HANDLE end = open_file(L"end", GENERIC_READ, OPEN_EXISTING, 0);
        if (end != INVALID_HANDLE_VALUE)
        {
            ReadFile(end, code, sizeof code - 1, &count, NULL);
            CloseHandle(end);
        }
    }

    take(L"output", GetStdHandle(STD_OUTPUT_HANDLE));
    take(L"error", GetStdHandle(STD_ERROR_HANDLE));
    take(L"input", INVALID_HANDLE_VALUE);
    take(L"program", INVALID_HANDLE_VALUE);
    take(L"end", INVALID_HANDLE_VALUE);
    return atoi(code);
}
