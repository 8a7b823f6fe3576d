import Sequencer from '@jest/test-sequencer';

/**
 * What takes 20 s and more, the longest first. Jest knows it only where it ran before, and then by a time
 * that another load may have made.
 */
const LONGEST = [
  'faults/workers',
  'e2e/dashboard-looks',
  'faults/chaos',
  'integration/document',
  'conformance/control',
  'faults/local',
  'e2e/dashboard-operate',
  'e2e/files',
  'e2e/docs',
  'e2e/main-path',
  'e2e/client',
  'e2e/alerts',
  'e2e/webhooks',
  'faults/broker',
  'e2e/cli',
  'integration/silent-database',
  'e2e/dashboard-tasks',
  'integration/embedded-postgres',
  'faults/events',
  'faults/dev.',
  'integration/cut-connections',
  'e2e/prometheus',
  'e2e/file-processing',
  'integration/statistics',
  'faults/schedules',
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
