import { constants, openAsBlob } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Task, TaskRunnerClient } from '@app/client';
import { type Connection, type Submission, UsageError } from './command-line.js';
import { atFirstThatListens } from './first-that-listens.js';
import { inputOf } from './input.js';

/** Submits what the command line asks for, to the first server that listens. */
export async function submit(
  connection: Connection,
  submission: Submission,
  signal: AbortSignal,
): Promise<Task> {
  const { type, file, priority, tags, idempotencyKey } = submission;
  const content = file === undefined ? null : await readFile(file);
  const input = await inputOf(submission);
  return atFirstThatListens(connection, async (client) => {
    const uploaded = content && { fileId: await upload(client, content, signal) };
    const body = {
      type,
      input: { ...input, ...uploaded },
      ...(priority && { priority }),
      ...(tags.length > 0 && { tags }),
    };
    const headers = idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey };
    // The server checks the input by its type, which may be newer than this client.
    const { data } = await client.POST('/api/v1/tasks', { body: body as never, headers, signal });
    return data as Task;
  });
}

async function readFile(path: string): Promise<File> {
  try {
    await access(path, constants.R_OK); // openAsBlob does not say what is wrong
    return new File([await openAsBlob(path)], basename(path));
  } catch (error) {
    throw new UsageError(`--file: ${(error as Error).message}`);
  }
}

async function upload(client: TaskRunnerClient, content: File, signal: AbortSignal): Promise<string> {
  const form = new FormData();
  form.append('file', content);
  const { data } = await client.POST('/api/v1/files', {
    body: form as never,
    bodySerializer: () => form,
    signal,
  });
  return (data as { id: string }).id;
}
