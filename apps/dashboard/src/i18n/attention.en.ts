/** What an operator should look at first. */
export const attention = {
  title: 'Needs attention',
  nothing: 'Nothing needs attention.',
  noWorker: '{{queue}}: no worker takes from it, {{waiting}} tasks wait',
  noWorkerIdle: '{{queue}}: no worker takes from it',
  paused: '{{queue}} is paused, {{waiting}} tasks wait',
  long: '{{queue}}: too many tasks wait ({{waiting}})',
  old: '{{queue}}: a task has waited for {{age}}',
  failing: '{{type}}: {{share}} of its tasks fail ({{failed}} of {{ended}})',
  lost: 'Worker {{worker}} is silent, last heard {{since}}',
  manyLost: '{{workers}} workers are silent',
  look: { queues: 'Queue', tasks: 'Tasks', workers: 'Workers', failed: 'Failed tasks' },
};
