using System.CommandLine;
using System.CommandLine.Invocation;
using CometSpeech.LocalServer.CommandLine;

ParseResult arguments = new ServerCommand().Parse(args);
if (arguments.Action is ParseErrorAction error)
{
    // What is wrong stands alone; --help tells the rest.
    error.ShowHelp = false;
}

return await arguments.InvokeAsync();
