import type { TaskFilter } from '../tasks/task-filter.js';
import { FilterSql } from '../tasks/task-filter.js';
import { knownFilter, storedFilter } from './stored-filter.js';

const roundTrip = (filter: TaskFilter) =>
  JSON.parse(JSON.stringify(storedFilter(filter))) as ReturnType<typeof storedFilter>;

describe('the filter of a bulk action as it is kept', () => {
  it.each<TaskFilter>([
    {},
    { status: ['FAILED'], worker: [], metadata: {} },
    { search: 'x', createdBefore: new Date(0) },
  ])('is as 0.1.0 reads it where 0.1.0 knows all of it: %j', (filter) =>
    expect(roundTrip(filter)).toEqual(JSON.parse(JSON.stringify(filter))),
  );

  it.each<TaskFilter>([
    { errorCode: ['timeout'] },
    { status: ['FAILED'], metadata: { customer: ['42'] } },
    { schedule: ['a', 'b'] },
  ])('is nothing that 0.1.0 can use where it would match too many: %j', (filter) => {
    const stored = roundTrip(filter);
    expect(new FilterSql(stored as TaskFilter).parameters).toEqual([
      'a filter that this version does not know',
    ]); // no time: PostgreSQL refuses it
    expect(knownFilter(stored)).toEqual(filter);
  });
});
