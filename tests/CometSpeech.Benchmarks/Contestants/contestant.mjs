// OpenAI's client for Node.js, used as its documentation shows: one request after the other. Does jobs, a line of JSON
// each, until its standard input ends.
//   node contestant.mjs <folder of node_modules> <address>
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';

const [folder, baseURL] = process.argv.slice(2);
const OpenAI = createRequire(folder + '/')('openai').default;
const client = new OpenAI({ baseURL, apiKey: 'none' });

const ask = (input, format) =>
  client.audio.speech.create({ model: 'tts-1', voice: 'alloy', input, response_format: format });
const speak = async (text) => Buffer.from(await (await ask(text, 'mp3')).arrayBuffer());

const jobs = {
  each: async (texts, output) => {
    for (const [i, text] of texts.entries()) {
      writeFileSync(join(output, `${i}.mp3`), await speak(text));
    }
  },
  one: async (texts, output) => {
    const file = createWriteStream(output);
    for (const text of texts) {
      file.write(await speak(text));
    }
    file.end();
    await finished(file);
  },
  stream: async ([text], output, start) => {
    let first;
    for await (const piece of (await ask(text, 'pcm')).body) {
      first ??= performance.now() - start;
    }
    return first;
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { kind, input, output } = JSON.parse(line);
  const texts = JSON.parse(readFileSync(input + '.json', 'utf8'));
  const processor = process.cpuUsage();
  const start = performance.now();
  const firstMilliseconds = await jobs[kind](texts, output, start);
  const milliseconds = performance.now() - start;
  const { user, system } = process.cpuUsage(processor);
  console.log(JSON.stringify({
    milliseconds,
    processorMilliseconds: (user + system) / 1000,
    peakBytes: process.resourceUsage().maxRSS * 1024,
    firstMilliseconds,
  }));
}
