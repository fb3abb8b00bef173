using CometSpeech.Core.Files;
using CometSpeech.Core.Running;
using CometSpeech.Core.Running.Streaming;
using CometSpeech.Core.Running.Work;
using CometSpeech.Core.Tests.Running.Support;

namespace CometSpeech.Core.Tests.Running;

/// <summary>
/// Files and sounds that share parts, with a limit, a cache whose files vanish, failures of the service and of sinks,
/// slow sinks, and Ctrl+C at any moment.
/// </summary>
public sealed class RunStressTests
{
    private const string Letters = "abcdefgh";

    // For a test that fails: a target that never ends.
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Every_target_ends_what_it_says_is_right_and_nothing_stays_behind()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            await RunAsync(seed);
        }
    }

    private static async Task RunAsync(int seed)
    {
        var random = new Random(seed);
        using var scene = new RunScene
        {
            ThrottleLimit = random.Next(1, 6),
            CharacterLimit = random.Next(3) == 0 ? random.Next(12) : long.MaxValue,
            CachePath = random.Next(3) == 0 ? "cache" : null,
        };
        char failing = random.Next(3) == 0 ? Letters[random.Next(Letters.Length)] : '-';
        scene.Service.Fails = text => text[0] == failing ? new InvalidOperationException("no") : null;
        scene.Service.IsOpen = random.Next(2) == 0;
        Attempt[] attempts = [.. Enumerable.Range(1, random.Next(1, 6)).Select(i => new Attempt(i, random))];
        foreach (Attempt attempt in attempts)
        {
            attempt.Begin(scene);
        }

        scene.Service.Open();
        using var over = new CancellationTokenSource();
        Task vanishing = scene.CachePath is not null && random.Next(2) == 0
            ? Task.Run(() => Vanish(scene["cache"], over.Token))
            : Task.CompletedTask;
        bool isStopped = random.Next(5) == 0;
        if (isStopped)
        {
            SpinWait.SpinUntil(() => false, random.Next(4));
            scene.Stop();
        }
        else
        {
            foreach (Attempt attempt in attempts)
            {
                attempt.Permit();
            }
        }

        foreach (Attempt attempt in attempts)
        {
            Assert.True(
                await Task.WhenAny(attempt.Target, Task.Delay(s_longest)) == attempt.Target,
                $"Seed {seed}: target {attempt.Name} does not end.");
            await attempt.RequireRightAsync(seed, scene, isStopped);
        }

        over.Cancel();
        await vanishing;
        scene.End();
        int paid = scene.Service.Sent.Count(text => text[0] != failing);
        Assert.True(paid <= scene.CharacterLimit, $"Seed {seed}: {paid} of {scene.CharacterLimit}");
        string[] expected =
        [
            .. scene.CachePath is null ? Array.Empty<string>() : ["cache/"],
            .. attempts.Where(attempt => attempt.IsMade).Select(attempt => attempt.File!),
            .. attempts.Where(attempt => attempt.MayKeepParts).Select(attempt => attempt.File + ".parts/"),
        ];
        Assert.True(scene.Entries.All(expected.Contains), $"Seed {seed}: {string.Join(", ", scene.Entries)}");
        foreach (Attempt attempt in attempts)
        {
            attempt.Dispose();
        }
    }

    private static void Vanish(string folder, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            try
            {
                foreach (string path in Directory.GetFiles(folder, "*.part", SearchOption.AllDirectories))
                {
                    File.Delete(path);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The cache is not there yet, or a part has just gone, or is going.
            }

            Thread.Yield();
        }
    }

    private sealed class Attempt : IDisposable
    {
        private readonly string _text;
        private readonly TestSink? _sink;
        private readonly int _failingCall;

        public Attempt(int number, Random random)
        {
            _text = string.Join(
                " ", Enumerable.Range(0, random.Next(1, 9)).Select(_ => Letters[random.Next(Letters.Length)]));
            File = random.Next(2) == 0 ? $"{number}.pcm" : null;
            _failingCall = random.Next(5) == 0 ? random.Next(6) : -1;
            _sink = random.Next(3) == 0
                ? null
                : new TestSink
                {
                    IsOpen = random.Next(2) == 0,
                    Fails = call => call == _failingCall ? new IOException("The player has ended.") : null,
                };
            Name = $"{number}: «{_text}»";
        }

        public string Name { get; }

        public string? File { get; }

        public Task<TargetResult> Target { get; private set; } = null!;

        /// <summary>Whether its file is there: it was made, even where its sound failed.</summary>
        public bool IsMade { get; private set; }

        public bool MayKeepParts => File is not null && Target.Status != TaskStatus.RanToCompletion;

        public void Begin(RunScene scene) => Target = scene.Run.Add(scene.Plan(File, _text), _sink);

        public void Permit()
        {
            for (int i = 0; _sink is not null && i <= _text.Length; i++)
            {
                _sink.Permit();
            }
        }

        public async Task RequireRightAsync(int seed, RunScene scene, bool isStopped)
        {
            string spoken = _text.Replace(" ", "");
            Exception? e = await Record.ExceptionAsync(() => Target);
            Assert.True(
                e is null
                    || (isStopped && e is OperationCanceledException)
                    || e is TargetFailedException
                    {
                        InnerException: CharacterLimitException or SoundSinkException
                            // A part that vanished each time.
                            or TargetFileException { InnerException: PartGoneException }
                            or InvalidOperationException { Message: "no" },
                    },
                $"Seed {seed}, {Name}: {e}");
            if (_sink is not null)
            {
                Assert.StartsWith(_sink.Text, spoken, StringComparison.Ordinal);
                Assert.True(e is not null || (_sink.Text == spoken && _sink.IsComplete), $"Seed {seed}, {Name}");
                Assert.InRange(_sink.MostAtOnce, 0, 1);
            }

            IsMade = File is not null && System.IO.File.Exists(scene[File]);
            Assert.True(e is not null || IsMade == File is not null, $"Seed {seed}, {Name}");
            Assert.True(!IsMade || scene.TextOf(File!) == spoken, $"Seed {seed}, {Name}");
        }

        public void Dispose() => _sink?.Dispose();
    }
}
