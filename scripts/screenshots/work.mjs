const PROMPTS = [
  'What is artificial intelligence?',
  'Summarise the release notes for our customers.',
  'Write a friendly answer to a late delivery complaint.',
  '用三句话介绍异步任务队列。',
  'Name five risks of retrying a payment.',
];
/** Of nobody: an example. */
const SECRET = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
const ROUND_MS = 4_000;
/** So that the newest tasks are of every kind. */
const AFTER_PAUSE = 4;

/**
 * Work of every kind, for some minutes, as a small company would have it; at the end a queue that is paused
 * while more comes.
 * @returns the ids of two tasks that are worth a look, one of which failed
 */
export async function giveWork(url, minutes, hook) {
  const call = caller(`${url}/api/v1`);
  await makeSchedules(call);
  await call('PATCH', '/queues/ai_processing', { concurrency: 8 });
  const first = await call('POST', '/tasks', story(hook));
  const failed = await call('POST', '/tasks', unanswered());
  const rounds = Math.max(1, Math.round((minutes * 60_000) / ROUND_MS));
  for (let round = 0; round < rounds + AFTER_PAUSE; round += 1) {
    if (round === rounds) await fillPaused(call);
    await call('POST', '/tasks/batch', { tasks: tasksOf(round) });
    await new Promise((resolve) => setTimeout(resolve, ROUND_MS));
  }
  return { taskId: first.id, failedId: failed.id };
}

async function fillPaused(call) {
  await call('POST', '/queues/demo_tasks/pause');
  await call('POST', '/tasks/batch', { tasks: Array.from({ length: 40 }, (_, index) => calculation(index)) });
}

async function makeSchedules(call) {
  const { data: known } = await call('GET', '/schedules');
  if (known.length > 0) return;
  const digest = { type: 'ai.text-generation', input: { prompt: PROMPTS[1] }, tags: ['newsletter'] };
  await call('POST', '/schedules', {
    name: 'Daily digest',
    cron: '0 8 * * MON-FRI',
    timeZone: 'Europe/Berlin',
    task: digest,
  });
  const beat = { type: 'demo.calculation', input: { expression: '6 * 7' } };
  await call('POST', '/schedules', { name: 'Heartbeat', everyMs: 30_000, task: beat });
  await call('POST', '/schedules', {
    name: 'Monthly clean-up',
    cron: '30 3 1 * *',
    timeZone: 'Asia/Shanghai',
    task: beat,
    enabled: false,
  });
}

function story(hook) {
  return {
    type: 'ai.text-generation',
    input: { prompt: PROMPTS[0], maxTokens: 300 },
    priority: 8,
    tags: ['website'],
    metadata: { customer: '42' },
    webhook: { url: hook, secret: SECRET },
  };
}

/** Its provider is not there. */
function unanswered() {
  const input = { prompt: PROMPTS[1], provider: 'openai-compatible', model: 'llama3' };
  return {
    type: 'ai.text-generation',
    input,
    maxAttempts: 3,
    tags: ['newsletter'],
    metadata: { customer: '7', region: 'eu' },
  };
}

/** More in some rounds than in others, so that the charts have a shape. */
function tasksOf(round) {
  const busy = 3 + Math.round(2 * Math.sin(round / 3));
  const texts = Array.from({ length: busy }, (_, index) => ({
    type: 'ai.text-generation',
    input: {
      prompt: PROMPTS[(round + index) % PROMPTS.length],
      maxTokens: 120,
      model: index % 3 === 0 ? 'simulated-large' : 'simulated-small',
    },
    priority: 1 + ((round + index) % 10),
    tags: [index % 2 === 0 ? 'newsletter' : 'support'],
  }));
  const unreliable = { type: 'demo.unreliable', input: { failureProbability: 0.4 }, maxAttempts: 2 };
  const mail = {
    type: 'demo.email',
    input: { to: `customer${round}@example.com`, subject: `Your order ${4711 + round}`, text: 'On its way.' },
  };
  const impossible =
    round % 6 === 0
      ? [{ type: 'demo.calculation', input: { expression: `${round} / 0` }, metadata: { customer: '42' } }]
      : [];
  return [
    ...texts,
    calculation(round),
    calculation(round + 1),
    mail,
    ...impossible,
    unreliable,
    ...(round % 8 === 0 ? [later()] : []),
  ];
}

function calculation(number) {
  return { type: 'demo.calculation', input: { expression: `${number} ^ 2 + 1 / 3` } };
}

function later() {
  return {
    type: 'demo.calculation',
    input: { expression: '1 + 1' },
    runAt: new Date(Date.now() + 3_600_000).toISOString(),
  };
}

function caller(base) {
  return async (method, path, body) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/json' };
    const answer = await fetch(base + path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
}
