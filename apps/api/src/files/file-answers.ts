import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiProduces, ApiResponse } from '@nestjs/swagger';
import { ErrorAnswer } from '../openapi/error-answers.js';
import { NOT_VALID } from '../problem.js';

const BYTES = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } as const;
const PATH = '/api/v1/files';

const header = (description: string): { description: string; schema: { type: 'string' } } => ({
  description,
  schema: { type: 'string' },
});

const HEADERS = {
  'Content-Disposition': header("`attachment` with the file's name."),
  ETag: header("The digest of the file's bytes."),
  'Accept-Ranges': header('`bytes`'),
};

/** The answers of a download, in the OpenAPI document. */
export const DownloadAnswers = (): MethodDecorator =>
  applyDecorators(
    ApiHeader({
      name: 'Range',
      required: false,
      description: 'A part of the bytes, such as `bytes=0-1023`.',
    }),
    ApiHeader({ name: 'If-None-Match', required: false, description: 'The ETag of what the caller has.' }),
    ApiProduces('application/octet-stream'),
    ApiOkResponse({ description: 'The bytes.', content: BYTES, headers: HEADERS }),
    ApiResponse({
      status: 206,
      description: 'The part that was asked for.',
      content: BYTES,
      headers: HEADERS,
    }),
    ApiResponse({ status: 304, description: 'The caller has it.' }),
    ErrorAnswer(
      {
        status: 404,
        description: 'It does not exist, or no longer.',
        code: 'not_found',
        detail: 'There is no file with this id.',
      },
      PATH,
    ),
    ErrorAnswer(
      {
        status: 416,
        description: 'The file has no such part.',
        code: 'range_not_satisfiable',
        detail: 'The file has 10 bytes.',
      },
      PATH,
    ),
  );

/** The refusals of an upload, in the OpenAPI document. */
export const UploadRefusals = (): MethodDecorator =>
  applyDecorators(
    ErrorAnswer(
      {
        status: 400,
        description: 'The form is broken, or holds something else than one file.',
        code: 'invalid_input',
        detail: NOT_VALID,
        errors: [{ path: 'file', message: 'must be one file' }],
      },
      PATH,
    ),
    ErrorAnswer(
      {
        status: 413,
        description: 'The file is larger than MAX_FILE_BYTES.',
        code: 'file_too_large',
        detail: 'The file is too large: 52428800 bytes at most.',
      },
      PATH,
    ),
    ErrorAnswer(
      {
        status: 415,
        description: 'The body is not multipart/form-data.',
        code: 'unsupported_media_type',
        detail: 'Send one file, as multipart/form-data.',
      },
      PATH,
    ),
  );
