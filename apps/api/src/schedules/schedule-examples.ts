const digest = { type: 'ai.text-generation', input: { prompt: 'What is new today?' } };

/** Bodies that run as they stand, for "Try it out". */
export const SCHEDULE_EXAMPLES = {
  cron: {
    summary: 'every weekday at 8 in Berlin',
    value: { name: 'daily digest', cron: '0 8 * * MON-FRI', timeZone: 'Europe/Berlin', task: digest },
  },
  interval: {
    summary: 'every 30 seconds',
    value: { name: 'often', everyMs: 30_000, task: { type: 'demo.calculation', input: { expression: '6 * 7' } }, catchUp: true },
  },
};

export const CHANGE_EXAMPLES = {
  pause: { summary: 'pause', value: { enabled: false } },
  time: { summary: 'another time', value: { cron: '30 7 * * *' } },
};
