import type { INestApplication } from '@nestjs/common';
import { SwaggerModule } from '@nestjs/swagger';
import { openApiDocument } from './document.js';

/** Swagger UI at /docs, from our own files, and the document at /docs-json and /docs-yaml. */
export function serveDocs(application: INestApplication, version: string): void {
  // The task types are known once the application is initialised: the document is made when it is first asked for.
  SwaggerModule.setup('docs', application, () => openApiDocument(application, version), {
    customSiteTitle: 'Async AI task runner: API',
    swaggerOptions: { persistAuthorization: true, displayRequestDuration: true, tryItOutEnabled: true, validatorUrl: null },
  });
}
