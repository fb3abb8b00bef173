using CometSpeech.Fuzz;
using CometSpeech.Fuzz.Coverage;

return FuzzCommand.IsHelp(args)
    ? FuzzCommand.ShowHelp()
    : InstrumentedContext.Invoke(typeof(FuzzCommand), nameof(FuzzCommand.Run), args);
