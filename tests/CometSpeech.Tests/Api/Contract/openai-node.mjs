// What OpenAI's client for Node.js makes of a server's answers, as one line of JSON.
//   node openai-node.mjs <folder of node_modules> <address> <key>
// For each format the SHA-256 of the speech; the lists; what it throws for the texts "401", "404" and "429"; and how it
// reads the text "stream", whose second half the server keeps back until it is asked for models once more.
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';

const [folder, baseURL, apiKey] = process.argv.slice(2);
const OpenAI = createRequire(folder + '/')('openai').default;
const client = new OpenAI({ baseURL, apiKey, maxRetries: 0, timeout: 60_000 });

// A half that never comes must not hold up who waits for this.
setTimeout(() => { throw new Error('Nothing came for a minute.'); }, 60_000).unref();

const speak = (input, format, from = client) =>
  from.audio.speech.create({ model: 'tts-1', voice: 'sage', input, response_format: format });

const speech = {};
for (const format of ['mp3', 'opus', 'aac', 'flac', 'wav', 'pcm']) {
  const answer = await speak('chunk 7', format);
  const bytes = Buffer.from(await answer.arrayBuffer());
  speech[format] = { type: answer.headers.get('content-type'), hash: createHash('sha256').update(bytes).digest('hex') };
}

const models = [];
for await (const model of client.models.list()) {
  models.push(model.id);
}

const voices = (await client.get('/audio/voices')).voices.map((voice) => voice.id);

const errors = {};
for (const input of ['401', '404', '429']) {
  const from = input === '401' ? client.withOptions({ apiKey: 'sk-wrong' }) : client;
  try {
    await speak(input, 'mp3', from);
  } catch (error) {
    errors[input] = {
      name: error.constructor.name, status: error.status, code: error.code ?? null,
      message: error.message, id: error.requestID ?? null, wait: error.headers.get('retry-after'),
    };
  }
}

const reader = (await speak('stream', 'wav')).body.getReader();
let first = 0;
const halves = [];
for (let read = await reader.read(); !read.done; read = await reader.read()) {
  halves.push(read.value);
  if (first === 0) {
    first = read.value.length;
    await client.get('/models?released');
  }
}

const stream = { first, hash: createHash('sha256').update(Buffer.concat(halves)).digest('hex') };
console.log(JSON.stringify({ speech, models, voices, errors, stream }));
