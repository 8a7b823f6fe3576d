import type { FileRepository, NewTask } from '@app/persistence';
import { IsOptional } from 'class-validator';
import { FileId, filesIn } from '@app/handlers';
import { InputFiles } from './input-files.js';
import { inputProblems, instanceOf } from './input-validation.js';
import { schemaOf } from '../types/json-schema.js';
import type { TaskTypes } from '../types/task-types.js';

class TwoFiles {
  @FileId('The first.') readonly fileId!: string;
  @IsOptional() @FileId('The second.') readonly otherId?: string;
}

class NoFiles {}

const [ONE, OTHER] = [
  '01920000-0000-7000-8000-00000000000a',
  '01920000-0000-7000-8000-00000000000b',
] as const;
const types = {
  find: (name: string) => ({
    filesIn: (input: object) => filesIn(name === 'two' ? TwoFiles : NoFiles, input),
  }),
} as unknown as TaskTypes;
const task = (input: object) =>
  ({ type: 'two', input, fileIds: filesIn(TwoFiles, input).map(({ id }) => id) }) as unknown as NewTask;

describe('files of an input', () => {
  const asked: (readonly string[])[] = [];
  const files = {
    known: async (ids: readonly string[]) => (asked.push(ids), [ONE]),
  } as unknown as FileRepository;
  const inputs = new InputFiles(files, types);

  it('are found by their fields, in lower case', () => {
    expect(filesIn(TwoFiles, { fileId: ONE.toUpperCase(), name: OTHER })).toEqual([
      { field: 'fileId', id: ONE },
    ]);
    expect(filesIn(NoFiles, { fileId: ONE })).toEqual([]);
  });

  it('must be ids, and say so in the schema', () => {
    expect(inputProblems(instanceOf(TwoFiles, { fileId: '../x' }), ['input'])).toEqual([
      { path: ['input', 'fileId'], message: 'must be the id of a file' },
    ]);
    expect(schemaOf(TwoFiles)).toMatchObject({
      required: ['fileId'],
      properties: { fileId: { type: 'string', format: 'uuid', description: 'The first.' } },
    });
  });

  it('are refused by path where they do not exist', async () => {
    await inputs.check([task({ fileId: ONE })]);
    await expect(inputs.check([task({ fileId: ONE, otherId: OTHER })])).rejects.toMatchObject({
      problems: [{ path: ['input', 'otherId'] }],
    });
    await expect(
      inputs.check([task({ fileId: ONE }), task({ fileId: OTHER })], (index) => ['tasks', index]),
    ).rejects.toMatchObject({
      problems: [{ path: ['tasks', 1, 'input', 'fileId'] }],
    });
  });

  it('cost nothing where there are none', async () => {
    asked.length = 0;
    await inputs.check([{ type: 'none', input: {}, fileIds: [] } as unknown as NewTask]);
    expect(asked).toEqual([]);
  });
});
