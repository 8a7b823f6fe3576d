import type { IncomingMessage } from 'node:http';
import { finished, type Readable, Transform } from 'node:stream';
import { Busboy, type BusboyFileStream, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import { BadRequestException } from '@nestjs/common';
import { InputRefused } from '@app/tasks';
import { SlowBody } from '../http/slow-body.js';

const LIMITS = { files: 1, fields: 1, fieldSize: 1_000, parts: 2, headerPairs: 50, headerSize: 16 * 1024 };

/** A file as it comes in. */
export interface IncomingFile {
  /** Ends when the whole form has ended, and fails where the form is not right. */
  readonly content: Readable;
  readonly name: string;
  readonly mediaType: string;
}

/** The client went away before the file was complete. */
export class UploadAborted extends Error {
  override readonly name = 'UploadAborted';
  readonly code = 'upload_aborted';

  constructor() {
    super('The upload was broken off.');
  }
}

/**
 * Reads a form with one file and nothing else.
 * @param take gets the file while it comes in
 * @throws InputRefused, BadRequestException or UploadAborted, or what `take` failed with
 */
export async function receiveFile<Answer>(request: IncomingMessage, take: (file: IncomingFile) => Promise<Answer>): Promise<Answer> {
  const form = formOf(request);
  const end = endOf(form, request);
  const file = fileOf(form, end);
  request.pipe(form);
  return take(await file);
}

function formOf({ headers }: IncomingMessage): BusboyInstance {
  try {
    return new Busboy({ headers: headers as BusboyHeaders, limits: LIMITS, preservePath: true });
  } catch {
    throw new BadRequestException('The Content-Type names no boundary: let the HTTP client set it.');
  }
}

/** Resolves when the form has ended as it should. */
function endOf(form: BusboyInstance, request: IncomingMessage): Promise<void> {
  const end = new Promise<void>((resolve, reject) => {
    form.once('finish', resolve);
    form.on('error', () => reject(brokenForm()));
    form.on('field', (name) => reject(unknownField(name)));
    for (const limit of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const) form.on(limit, () => reject(notOneFile('must be one file')));
    finished(request, { writable: false }, (error) => error && reject(error instanceof SlowBody ? error : new UploadAborted()));
  });
  end.catch(() => undefined); // whoever waits for the file gets it too
  return end;
}

function fileOf(form: BusboyInstance, end: Promise<void>): Promise<IncomingFile> {
  return new Promise((resolve, reject) => {
    end.then(() => reject(notOneFile('is missing: send one file as multipart/form-data')), reject);
    form.once('file', (_field, file, name: string | undefined, _encoding, mediaType) => {
      const content = heldBack(file, end);
      if (name !== '') return resolve({ content, name: name ?? '', mediaType });
      content.resume();
      reject(notOneFile('is missing: none was chosen'));
    });
  });
}

/** Passes a file on, but its end only when the whole form is right: what follows may still be a second file. */
function heldBack(file: BusboyFileStream, end: Promise<void>): Readable {
  const content = new Transform({
    transform: (chunk, _encoding, done) => done(null, chunk),
    flush: (done) => void end.then(() => done(), done),
  });
  content.on('error', () => undefined); // it may come before anybody listens; whoever reads later gets it too
  file.on('error', () => content.destroy(brokenForm()));
  end.catch((error: Error) => content.destroy(error));
  return file.pipe(content);
}

function brokenForm(): BadRequestException {
  return new BadRequestException('The multipart body is not valid or not complete.');
}

function unknownField(name: string): InputRefused {
  if (name === 'file') return notOneFile('must be a file, with a filename');
  return new InputRefused([{ path: name.slice(0, 100), message: 'is not a known field' }]);
}

function notOneFile(message: string): InputRefused {
  return new InputRefused([{ path: 'file', message }]);
}
