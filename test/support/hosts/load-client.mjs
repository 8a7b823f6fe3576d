/**
 * A careful client, in a process of its own: gives tasks to several APIs in turn, each with an
 * Idempotency-Key, and gives each again, to the next API, until it is accepted. Prints a line of JSON for
 * each task. "stop" on standard input ends it when all are accepted.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

const { apis, everyMs, patienceMs } = JSON.parse(process.argv[2]);
const GIVE_UP_MS = 120_000;
let stopping = false;
process.stdin.on('data', () => (stopping = true)).on('end', () => process.exit(1));

/** Without AbortSignal.timeout, whose timer may be collected. */
async function send(api, key, body) {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), patienceMs);
  try {
    const answer = await fetch(`${api}/api/v1/tasks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(body),
      signal: giveUp.signal,
    });
    const text = await answer.text();
    return { status: answer.status, id: answer.ok ? JSON.parse(text).id : null };
  } catch (error) {
    return { status: 0, id: null, error: String(error?.cause?.code ?? error) };
  } finally {
    clearTimeout(timer);
  }
}

async function submit(home) {
  const [key, sentAt] = [randomUUID(), Date.now()];
  const ms = 100 + Math.floor(Math.random() * 1_900);
  const body = { type: 'test.effect', input: { ms } };
  for (let tries = 1; Date.now() < sentAt + GIVE_UP_MS; tries += 1) {
    const by = (home + tries - 1) % apis.length;
    const { status, id } = await send(apis[by], key, body);
    if (id) return { id, ms, home, by, tries, sentAt, acceptedAt: Date.now() };
    if (status >= 400 && status !== 429 && status !== 503) return { failed: status };
    await delay(200);
  }
  return { failed: 'not accepted in time' };
}

const sent = [];
for (let home = 0; !stopping; home = (home + 1) % apis.length) {
  sent.push(submit(home).then((task) => process.stdout.write(`${JSON.stringify(task)}\n`)));
  await delay(everyMs);
}
await Promise.all(sent);
process.stdout.write(`${JSON.stringify({ done: true })}\n`, () => process.exit(0));
