import { constants, openAsBlob } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import { ConnectionError, createTaskRunnerClient, type Task, type TaskRunnerClient } from '@app/client';
import { type CommandLine, UsageError } from './command-line.js';

/** Submits what the command line asks for, to the first server that listens. */
export async function submit({ urls, key, type, input, file }: CommandLine, signal: AbortSignal): Promise<Task> {
  const content = file === undefined ? null : await readFile(file);
  return atFirstThatListens(urls, async (baseUrl) => {
    const client = createTaskRunnerClient({ baseUrl, apiKey: key });
    const uploaded = content && { fileId: await upload(client, content, signal) };
    // The server checks the input by its type, which may be newer than this client.
    const { data } = await client.POST('/api/v1/tasks', { body: { type, input: { ...input, ...uploaded } } as never, signal });
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
  const { data } = await client.POST('/api/v1/files', { body: form as never, bodySerializer: () => form, signal });
  return (data as { id: string }).id;
}

/** Only a refused connection is tried elsewhere: after any other loss the task may have been accepted, and would come twice. */
async function atFirstThatListens<Result>(urls: readonly string[], act: (url: string) => Promise<Result>): Promise<Result> {
  for (const [index, url] of urls.entries()) {
    try {
      return await act(url);
    } catch (error) {
      if (index === urls.length - 1 || !(error instanceof ConnectionError) || !error.message.includes('ECONNREFUSED')) throw error;
    }
  }
  throw new UsageError('--url names no address.');
}
