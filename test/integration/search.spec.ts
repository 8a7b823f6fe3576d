import type { TaskFilter } from '@app/persistence';
import { newTask, openRepositories, type Repositories } from '../support/repositories.js';

describe('listing tasks', () => {
  let db: Repositories;
  let ids: string[];

  beforeAll(async () => {
    db = await openRepositories();
    const given = [
      newTask({ searchText: 'What is artificial intelligence?', tags: ['news'], type: 'ai.text-generation' }),
      newTask({ searchText: '今天上海的天气怎么样', tags: ['weather', 'cn'] }),
      newTask({ searchText: '100%_sure', queue: 'ai_processing' }),
    ];
    ids = (await db.tasks.accept(given)).map(({ id }) => id);
  });
  afterAll(() => db.close());

  const found = async (filter: TaskFilter) => (await db.queries.list(filter, 50, null)).map(({ id }) => ids.indexOf(id));

  it.each<[TaskFilter, number[]]>([
    [{}, [2, 1, 0]],
    [{ search: 'ARTIFICIAL' }, [0]],
    [{ search: '天气' }, [1]],
    [{ search: '%_' }, [2]],
    [{ search: 'nowhere' }, []],
    [{ tag: ['cn', 'news'] }, [1, 0]],
    [{ type: ['ai.text-generation'] }, [0]],
    [{ queue: ['ai_processing'] }, [2]],
    [{ status: ['PENDING'], tag: ['cn'] }, [1]],
    [{ status: ['FAILED'] }, []],
    [{ status: ['PENDING', 'PROCESSING', 'PENDING'] }, [2, 1, 0]],
    [{ status: ['FAILED', 'PENDING'], type: ['ai.text-generation', 'demo.email'] }, [0]],
    [{ type: ['ai.text-generation', 'demo.unreliable'] }, [2, 1, 0]],
    [{ type: ['ai.text-generation', 'demo.unreliable'], queue: ['ai_processing'] }, [2]],
    [{ createdAfter: new Date(Date.now() + 60_000) }, []],
    [{ createdBefore: new Date(Date.now() + 60_000) }, [2, 1, 0]],
  ])('finds by %j', async (filter, expected) => expect(await found(filter)).toEqual(expected));

  it.each<TaskFilter>([{}, { status: ['PENDING', 'FAILED'] }])('goes on where a page of %j ended', async (filter) => {
    const [first] = await db.queries.list(filter, 1, null);
    const rest = await db.queries.list(filter, 50, first ?? null);
    expect(rest.map(({ id }) => ids.indexOf(id))).toEqual([1, 0]);
  });
});
