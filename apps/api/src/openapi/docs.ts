import type { INestApplication } from '@nestjs/common';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { type DocumentOptions, openApiDocument } from './document.js';
import { TaskTypes } from '@app/tasks';
import { KeptDocuments } from './kept-documents.js';

/** Runs in the browser: version 0.1.0 let Swagger UI keep keys in local storage. */
function forgetKeys(): void {
  const { localStorage } = globalThis as unknown as { localStorage: { removeItem(name: string): void } };
  localStorage.removeItem('authorized');
}

/** Swagger UI at /docs, from our own files, and the document at /docs-json and /docs-yaml. */
export function serveDocs(application: INestApplication, options: DocumentOptions): void {
  const kept = new KeptDocuments();
  kept.keep(application.getHttpAdapter().getInstance() as FastifyInstance);
  let document: OpenAPIObject | null = null;
  application.get(TaskTypes, { strict: false }).onChange(() => {
    document = null;
    kept.forget();
  });
  const current = (): OpenAPIObject => (document ??= openApiDocument(application, options));
  // The task types are known once the application is initialised: the document is made when it is first asked
  // for.
  SwaggerModule.setup('docs', application, current, {
    customSiteTitle: 'Async AI task runner: API',
    swaggerOptions: {
      // what the module has kept may lack a type that a worker has registered since
      patchDocumentOnRequest: current,
      persistAuthorization: false, // a key stays in the memory of the page
      onComplete: forgetKeys,
      displayRequestDuration: true,
      showExtensions: true, // x-scope
      tryItOutEnabled: true,
      validatorUrl: null,
    },
  });
}
