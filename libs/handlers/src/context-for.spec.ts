import { contextFor } from './context-for.js';

describe('the context of a spec', () => {
  it('keeps what a handler reports', async () => {
    const context = contextFor({ name: 'Ada' });
    context.progress(50, 'half');
    context.progress(60);
    await context.emit('Hello, ');
    await context.emit(context.input.name);
    context.log('asked');
    context.log('warn', 'slow', { ms: 5 });
    expect(context.reported).toMatchObject({
      progress: [{ percent: 50, message: 'half' }, { percent: 60 }],
      text: 'Hello, Ada',
      logs: [
        { level: 'info', message: 'asked' },
        { level: 'warn', message: 'slow' },
      ],
    });
  });

  it('is that of a first attempt, unless the spec says otherwise', () => {
    expect(contextFor({}).attempt).toBe(1);
    expect(contextFor({}, { attempt: 3, runId: 'r' })).toMatchObject({ attempt: 3, runId: 'r' });
  });

  it('ends what waits for the end of a lease when it is cancelled', async () => {
    const context = contextFor({});
    const ended = context.shareLease().ended();
    context.cancel();
    await expect(ended).rejects.toThrow('cancelled');
    expect(context.signal.aborted).toBe(true);
  });
});
