import { createTaskRunnerClient } from './client.js';
import type { TypedTask } from './typed-task.js';

/**
 * The client over a server that answers every submission with a task of its type; checked by the compiler as
 * well.
 */
function clientOf(sent: unknown[]) {
  return createTaskRunnerClient({
    baseUrl: 'http://localhost:3000',
    fetch: async (request) => {
      const body = request.method === 'POST' ? ((await request.json()) as { type?: string }) : {};
      sent.push([request.headers.get('idempotency-key'), request.headers.get('prefer'), body]);
      return Response.json(
        { type: body.type ?? 'ai.text-generation', result: { value: '42', text: 'so' } },
        { status: 201 },
      );
    },
  });
}

describe('the typed client', () => {
  it('gives the result the type of the task', async () => {
    const sent: unknown[] = [];
    const submission = { type: 'demo.calculation', input: { expression: '6 * 7' } } as const;
    const task = await clientOf(sent).submit(submission, { idempotencyKey: 'a-key', waitSeconds: 10 });
    const value: string | undefined = task.result?.value;
    expect(value).toBe('42');
    expect(sent).toEqual([['a-key', 'wait=10', submission]]);
    // @ts-expect-error -- a calculation has no text
    expect(task.result?.text).toBe('so');
  });

  it("takes the README's first request", async () => {
    const sent: unknown[] = [];
    const task = await clientOf(sent).submit({ prompt: 'What is artificial intelligence?' });
    const text: string | undefined = task.result?.text;
    expect(text).toBe('so');
    await clientOf(sent).POST('/api/v1/tasks', { body: { prompt: 'What is artificial intelligence?' } });
    expect(sent).toHaveLength(2);
  });

  it('narrows by the type', async () => {
    const task: TypedTask = await clientOf([]).task('01900000-0000-7000-8000-000000000000');
    if (task.type === 'ai.text-generation') {
      const text: string | undefined = task.result?.text;
      expect(text).toBe('so');
    }
    expect.assertions(1);
  });

  it('lets the compiler refuse what the server would refuse', () => {
    const client = clientOf([]);
    const wrong = [
      // @ts-expect-error -- the name of a schema is no type
      () => client.POST('/api/v1/tasks', { body: { type: 'FlatBody', prompt: 'x' } }),
      // @ts-expect-error -- the same
      () => client.submit({ type: 'FlatBody', prompt: 'x' }),
      // @ts-expect-error -- the input of another type
      () => client.submit({ type: 'demo.calculation', input: { prompt: 'x' } }),
      // @ts-expect-error -- a misspelt option
      () => client.submit({ type: 'demo.calculation', input: { expression: '1' }, prority: 3 }),
    ];
    expect(wrong).toHaveLength(4);
  });
});
