using BenchmarkDotNet.Running;
using CometSpeech.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(JoinBenchmarks).Assembly).Run(args);
