using CometSpeech.LocalServer.CommandLine;

return await new ServerCommand().Parse(args).InvokeAsync();
