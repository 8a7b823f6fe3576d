import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { allSchemas, referredSchemas, TaskTypes } from '@app/tasks';
import type { KnownRoutes } from '../http/known-routes.js';
import { type DocumentedType, documentedTypes } from './documented-types.js';
import { describeRoutes } from './route-answers.js';
import { addTransportAnswers } from './transport-answers.js';
import { batchExample, submissionExamples, submissionSchemas } from './submission-schemas.js';

const DESCRIPTION = `Submit AI and other work, get an id at once, follow it, get the result.

Only \`type\` and \`input\` are needed to submit a task. Where keys are needed, send one as \`Authorization: Bearer <key>\` or \`X-API-Key: <key>\`; \`x-scope\` of an operation is the scope that the key needs. Errors are \`application/problem+json\` (RFC 9457). A body where none belongs is ignored. JSON bodies may come with \`Content-Encoding: gzip\`. Every answer carries \`X-Request-Id\`; send your own to find it again in the logs.

What is no HTTP request is answered with \`400\`, what comes too slowly with \`408\`, and headers above 16 KiB with \`431\`, on each path. A path that is not here is answered with \`404\`, another method of one that is with \`405\`. \`HEAD\` works where \`GET\` does.`;

const REQUEST_ID = { description: 'The id under which the request is logged.', schema: { type: 'string' } };

export interface DocumentOptions {
  readonly version: string;
  readonly routes: KnownRoutes;
}

/**
 * The OpenAPI document, with a schema and examples for every registered task type. The application must be
 * initialised.
 */
export function openApiDocument(
  application: INestApplication,
  { version, routes }: DocumentOptions,
): OpenAPIObject {
  const document = SwaggerModule.createDocument(application, settings(version), {
    operationIdFactory: (_controller, method) => method,
  });
  addRequestBodies(document);
  addTaskTypes(document, documentedTypes(application.get(TaskTypes, { strict: false })));
  describeRoutes(document, routes);
  addTransportAnswers(document);
  addRequestIds(document);
  return document;
}

function settings(version: string): Omit<OpenAPIObject, 'paths'> {
  return new DocumentBuilder()
    .setTitle('Async AI task runner')
    .setDescription(DESCRIPTION)
    .setVersion(version)
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer('/')
    .addTag('Tasks', 'Submit, follow, cancel, retry, remove.')
    .addTag('Events', 'Follow tasks live.')
    .addTag('Task types', 'What can be submitted.')
    .addTag('Schedules', 'Recurring tasks.')
    .addTag('Files', 'What file tasks work on and make.')
    .addTag('Queues', 'How much waits and how fast it goes.')
    .addTag('Workers', 'The processes that run tasks.')
    .addTag('Work', 'Take and run tasks over HTTP, in any language.')
    .addTag('Operation', 'Statistics, health and metrics.')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key.' }, 'bearer')
    .addApiKey({ type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'An API key.' }, 'apiKey')
    .addSecurityRequirements('bearer')
    .addSecurityRequirements('apiKey')
    .build();
}

/** The classes of bodies, as class-validator knows them. */
function addRequestBodies({ paths, components }: OpenAPIObject): void {
  const bodies = Object.values(paths).flatMap((path) =>
    Object.values(path as Record<string, { requestBody?: unknown }>).map(({ requestBody }) => requestBody),
  );
  if (components) Object.assign((components.schemas ??= {}), referredSchemas(bodies, allSchemas()));
}

function addTaskTypes(document: OpenAPIObject, types: readonly DocumentedType[]): void {
  Object.assign(document.components?.schemas ?? {}, submissionSchemas(types));
  setExamples(document, '/api/v1/tasks', submissionExamples(types));
  setExamples(document, '/api/v1/tasks/batch', batchExample(types));
}

function setExamples(document: OpenAPIObject, path: string, examples: object): void {
  const body = document.paths[path]?.post?.requestBody;
  const content = body && 'content' in body ? body.content['application/json'] : undefined;
  if (content) Object.assign(content, { examples });
}

function addRequestIds({ paths }: OpenAPIObject): void {
  for (const operation of Object.values(paths).flatMap(
    (path) => Object.values(path) as { responses?: Record<string, object> }[],
  )) {
    for (const answer of Object.values(operation.responses ?? {}) as { headers?: object }[]) {
      answer.headers = { ...answer.headers, 'X-Request-Id': REQUEST_ID };
    }
  }
}
