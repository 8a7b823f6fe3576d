import { asksForReconnect, brokerProblem } from './broker-problem.js';

describe('why a broker takes nothing', () => {
  it.each([
    ["READONLY You can't write against a read only replica.", /replica/, true],
    ['LOADING Redis is loading the dataset in memory', /loading/, true],
    ["MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.", /MASTERDOWN/, true],
    ['CLUSTERDOWN The cluster is down', /CLUSTERDOWN/, true],
    ["OOM command not allowed when used memory > 'maxmemory'.", /full/, false],
    ['MISCONF Redis is configured to save RDB snapshots', /disk/, false],
    ['WRONGPASS invalid username-password pair', /REDIS_URL/, false],
    ['probe did not answer within 1000 ms', /does not answer/, false],
  ])('%s', (message, problem, reconnects) => {
    const error = new Error(message);
    expect(brokerProblem(error)).toMatch(problem);
    expect(asksForReconnect(error)).toBe(reconnects);
  });
});
