import Sequencer from '@jest/test-sequencer';

/**
 * What takes 10 s and more where nothing else runs, the longest first. Jest knows it only where it ran
 * before, and then by a time that another load may have made.
 */
const LONGEST = [
  'faults/workers',
  'faults/local',
  'faults/chaos',
  'e2e/dashboard-looks',
  'integration/document',
  'e2e/dashboard-operate',
  'faults/broker',
  'e2e/docs',
  'e2e/webhooks',
  'conformance/control',
  'e2e/dashboard-tasks',
  'e2e/python',
  'integration/silent-database',
  'e2e/prometheus',
  'faults/python',
  'e2e/alerts',
  'faults/events',
  'e2e/main-path',
  'e2e/cli',
  'e2e/files',
  'e2e/file-processing',
  'integration/cut-connections',
  'faults/schedules',
  'e2e/bulk',
  'integration/embedded-postgres',
  'e2e/traces',
  'e2e/events',
  'integration/migrations',
  'integration/leaving-worker',
];

/** Starts what takes long first, so that nothing runs alone at the end. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => rankOf(one) - rankOf(other));
  }
}

function rankOf({ path }) {
  const rank = LONGEST.findIndex((name) => path.includes(`/test/${name}`));
  return rank === -1 ? LONGEST.length : rank;
}
