const digest = { type: 'ai.text-generation', input: { prompt: 'What is new today?' } };

/**
 * Bodies that run as they stand and as often as one likes, for "Try it out": paused, as a try must not submit
 * tasks for ever, and without a name, as it could be taken.
 */
export const SCHEDULE_EXAMPLES = {
  cron: {
    summary: 'every weekday at 8 in Berlin, once it is resumed',
    value: { cron: '0 8 * * MON-FRI', timeZone: 'Europe/Berlin', task: digest, enabled: false },
  },
  interval: {
    summary: 'every 30 seconds, once it is resumed',
    value: {
      everyMs: 30_000,
      task: { type: 'demo.calculation', input: { expression: '6 * 7' } },
      catchUp: true,
      enabled: false,
    },
  },
};

export const CHANGE_EXAMPLES = {
  pause: { summary: 'pause', value: { enabled: false } },
  time: { summary: 'another time', value: { cron: '30 7 * * *' } },
};
