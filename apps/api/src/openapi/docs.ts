import type { INestApplication } from '@nestjs/common';
import { SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { type DocumentOptions, openApiDocument } from './document.js';
import { keepDocuments } from './kept-documents.js';

/** Runs in the browser: version 0.1.0 let Swagger UI keep keys in local storage. */
function forgetKeys(): void {
  const { localStorage } = globalThis as unknown as { localStorage: { removeItem(name: string): void } };
  localStorage.removeItem('authorized');
}

/** Swagger UI at /docs, from our own files, and the document at /docs-json and /docs-yaml. */
export function serveDocs(application: INestApplication, options: DocumentOptions): void {
  keepDocuments(application.getHttpAdapter().getInstance() as FastifyInstance);
  // The task types are known once the application is initialised: the document is made when it is first asked
  // for.
  SwaggerModule.setup('docs', application, () => openApiDocument(application, options), {
    customSiteTitle: 'Async AI task runner: API',
    swaggerOptions: {
      persistAuthorization: false, // a key stays in the memory of the page
      onComplete: forgetKeys,
      displayRequestDuration: true,
      showExtensions: true, // x-scope
      tryItOutEnabled: true,
      validatorUrl: null,
    },
  });
}
