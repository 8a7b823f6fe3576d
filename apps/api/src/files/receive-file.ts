import type { IncomingMessage } from 'node:http';
import { finished, type Readable, Transform } from 'node:stream';
import { BadRequestException } from '@nestjs/common';
import { FileTooLarge } from '@app/files';
import { InputRefused } from '@app/tasks';
import { SlowBody } from '../http/slow-body.js';
import { type FormReader, formReader } from './form/form-reader.js';
import type { PartHeaders } from './form/part-headers.js';
import { type PartDescription, partDescription } from './form/part.js';

/** What a form with one file has around the file, at most. */
const FORM_BYTES = 64 * 1024;

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
 * @param maxFileBytes of the file; what is around it is bounded too
 * @param take gets the file while it comes in
 * @throws FileTooLarge, InputRefused, BadRequestException or UploadAborted, or what `take` failed with
 */
export async function receiveFile<Answer>(
  request: IncomingMessage,
  maxFileBytes: number,
  take: (file: IncomingFile) => Promise<Answer>,
): Promise<Answer> {
  if (Number(request.headers['content-length']) > maxFileBytes + FORM_BYTES)
    throw new FileTooLarge(maxFileBytes);
  const form = formReader(request.headers['content-type'] ?? '');
  const end = endOf(form, request);
  const file = fileOf(form, end);
  boundForm(form, request, maxFileBytes);
  request.pipe(form);
  return take(await file);
}

/** Resolves when the form has ended as it should. */
function endOf(form: FormReader, request: IncomingMessage): Promise<void> {
  const end = new Promise<void>((resolve, reject) => {
    form.once('finish', resolve);
    form.on('error', (error) => reject(isRefusal(error) ? error : brokenForm()));
    finished(
      request,
      { writable: false },
      (error) => error && reject(error instanceof SlowBody ? error : new UploadAborted()),
    );
  });
  end.catch(() => undefined); // whoever waits for the file gets it too
  return end;
}

function fileOf(form: FormReader, end: Promise<void>): Promise<IncomingFile> {
  return new Promise((resolve, reject) => {
    end.then(() => reject(notOneFile('is missing: send one file as multipart/form-data')), reject);
    let isFirst = true;
    form.on('part', (headers: PartHeaders, bytes: Readable) => {
      const part = partDescription(headers);
      const problem = problemOf(part, isFirst);
      if (problem || !part) return void form.destroy(problem ?? brokenForm());
      isFirst = false;
      resolve({ content: heldBack(bytes, end), name: part.fileName ?? '', mediaType: part.mediaType });
    });
  });
}

function problemOf(part: PartDescription | null, isFirst: boolean): Error | null {
  if (!part) return new BadRequestException('A part of the form has no Content-Disposition.');
  if (part.fileName === undefined) return unknownField(part.field);
  if (!isFirst) return notOneFile('must be one file');
  if (part.fileName === '') return notOneFile('is missing: none was chosen');
  return part.isEncoded ? notOneFile('must be sent as it is, without a Content-Transfer-Encoding') : null;
}

/**
 * Passes a file on, but its end only when the whole form is right: what follows may still be a second file.
 */
function heldBack(file: Readable, end: Promise<void>): Readable {
  const content = new Transform({
    transform: (chunk, _encoding, done) => done(null, chunk),
    flush: (done) => void end.then(() => done(), done),
  });
  content.on('error', () => undefined); // it may come before anybody listens; whoever reads later gets it too
  end.catch((error: Error) => content.destroy(error));
  return file.pipe(content);
}

/** A body without a length may have anything before and after its file. */
function boundForm(form: FormReader, request: IncomingMessage, maxFileBytes: number): void {
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxFileBytes + FORM_BYTES) form.destroy(new FileTooLarge(maxFileBytes));
  });
}

function isRefusal(error: Error): boolean {
  return (
    error instanceof InputRefused || error instanceof BadRequestException || error instanceof FileTooLarge
  );
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
