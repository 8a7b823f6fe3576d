const digest = { type: 'ai.text-generation', input: { prompt: 'What is new today?' } };

/** Bodies that run as they stand, for "Try it out". They make paused schedules: a try must not submit tasks for ever. */
export const SCHEDULE_EXAMPLES = {
  cron: {
    summary: 'every weekday at 8 in Berlin, once it is resumed',
    value: { name: 'daily digest', cron: '0 8 * * MON-FRI', timeZone: 'Europe/Berlin', task: digest, enabled: false },
  },
  interval: {
    summary: 'every 30 seconds, once it is resumed',
    value: {
      name: 'often',
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
