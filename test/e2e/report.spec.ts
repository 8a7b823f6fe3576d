import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onAnyBroker } from '../support/brokers.js';
import { pdfPages } from '../support/pdf-text.js';
import type { TaskView } from '../support/task-client.js';
import { TestSystem } from '../support/test-system.js';
import { until } from '../support/until.js';

const TITLE = '十一月任务报告 November report';
const FAST = { simulated: { wordsPerSecond: 5_000 } };

onAnyBroker((broker) => {
  let system: TestSystem;
  let folder: string;
  let from: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'task-runner-report-'));
    system = await TestSystem.start({ broker, variables: { DATA_DIR: folder } });
    from = (
      await submitted({ type: 'demo.calculation', input: { expression: '1 + 1' }, tags: ['=1+1', '标签'] })
    ).createdAt;
    await submitted({
      type: 'demo.unreliable',
      input: { failureProbability: 1 },
      maxAttempts: 1,
      metadata: { note: 'a "quote",\nand a line' },
    });
    await submitted({ type: 'ai.text-generation', input: { prompt: 'Hello', providerOptions: FAST } });
  }, 60_000);
  afterAll(async () => {
    await system.stop();
    await rm(folder, { recursive: true });
  });

  const submitted = async (submission: object): Promise<TaskView> => {
    const { id } = await system.client.submit(submission);
    return system.client.ended(id);
  };
  const fileOf = async ({ result }: TaskView): Promise<Response> =>
    fetch(`${system.client.origin}/api/v1/files/${String(result?.fileId)}`);

  it('makes a PDF of the last 24 hours', async () => {
    const task = await submitted({ type: 'demo.report', input: { format: 'pdf', title: TITLE } });
    expect(task).toMatchObject({ status: 'COMPLETED', queue: 'demo_tasks', progress: { percent: 100 } });
    const { rows, pages } = task.result as { rows: number; pages: number };
    expect(rows).toBeGreaterThanOrEqual(3);
    const file = await fileOf(task);
    expect(file.headers.get('content-type')).toBe('application/pdf');
    expect(decodeURIComponent(file.headers.get('content-disposition') ?? '')).toContain(`${TITLE}.pdf`);
    const texts = await pdfPages(new Uint8Array(await file.arrayBuffer()));
    expect(texts).toHaveLength(pages);
    for (const part of [TITLE, 'demo.unreliable', 'ai.text-generation', `1 / ${pages}`])
      expect(texts.join('\n')).toContain(part);
  });

  it('makes a CSV with one line a task and no formulas', async () => {
    const task = await submitted({ type: 'demo.report', input: { format: 'csv', from } });
    expect(task).toMatchObject({ status: 'COMPLETED', result: { pages: null } });
    const file = await fileOf(task);
    expect(file.headers.get('content-type')).toContain('text/csv');
    const bytes = Buffer.from(await file.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = bytes.toString().trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + Number(task.result?.rows));
    expect(lines.find((line) => line.includes('demo.calculation'))).toContain(",'=1+1; 标签,");
    expect(lines.find((line) => line.includes('demo.unreliable'))).toMatch(/,FAILED,.*,internal,/);
    expect(lines.find((line) => line.includes('ai.text-generation'))).toMatch(/,simulated,/);
  });

  it('covers nothing where there was nothing', async () => {
    const period = { from: '2020-01-01', to: '2020-02-01' };
    const [pdf, csv] = await Promise.all(
      ['pdf', 'csv'].map((format) =>
        submitted({ type: 'demo.report', input: { format, ...period, title: 'a/b\\c "d"' } }),
      ),
    );
    expect(pdf).toMatchObject({ status: 'COMPLETED', result: { rows: 0, pages: 1 } });
    expect(csv).toMatchObject({ status: 'COMPLETED', result: { rows: 0, pages: null } });
  });

  it.each([
    ['input.format', { format: 'docx' }],
    ['input.from', { format: 'pdf', from: 'yesterday' }],
    ['input.to', { format: 'pdf', from: '2026-01-02', to: '2026-01-01' }],
    ['input.from', { format: 'csv', from: '2999-01-01' }],
    ['input.title', { format: 'csv', title: 'a\nb' }],
  ])('refuses a wrong %s', async (path, input) => {
    const { status, body } = await system.client.call<{ errors: object[] }>('POST', '/tasks', {
      type: 'demo.report',
      input,
    });
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ path }]);
  });

  it('removes the report with its task', async () => {
    const task = await submitted({ type: 'demo.report', input: { format: 'csv', from } });
    expect((await fileOf(task)).status).toBe(200);
    await system.client.call('DELETE', `/tasks/${task.id}`);
    await until(async () => (await fileOf(task)).status === 404, 15_000);
  });
});
