import { jest } from '@jest/globals';
import { startHttp } from '../../../../test/support/http-alone.js';

describe('the OpenAPI document', () => {
  type Operation = {
    summary?: string;
    tags?: string[];
    responses: Record<string, object>;
    requestBody?: { content: Record<string, { examples?: object }> };
  };
  let document: {
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: Record<string, object> };
    info: object;
  };
  beforeAll(async () => {
    const { app } = await startHttp();
    document = (await app.inject({ url: '/docs-json', headers: { host: 'localhost:3000' } })).json();
    await app.close();
  });

  it('begins with the submission of a task', () => {
    const [path, methods] = Object.entries(document.paths)[0] ?? [];
    expect([path, Object.keys(methods ?? {})[0]]).toEqual(['/api/v1/tasks', 'post']);
  });

  it('has no reference that leads nowhere', () => {
    const references = [
      ...JSON.stringify(document).matchAll(/"(?:\$ref|[\w.-]+)":"#\/components\/schemas\/([^"]+)"/g),
    ].map(([, name]) => name as string);
    expect(references.length).toBeGreaterThan(10);
    expect(references.filter((name) => !(name in document.components.schemas))).toEqual([]);
  });

  it('describes every operation with a summary, tags and error answers', () => {
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
    );
    const lacking = operations.filter(
      ({ operation: { summary, tags, responses } }) =>
        !summary || !tags?.length || !Object.keys(responses).some((status) => Number(status) >= 400),
    );
    expect(operations.length).toBeGreaterThan(15);
    expect(lacking.map(({ name }) => name)).toEqual([]);
  });

  it('describes what the server answers before an operation begins, and what a body can come to', () => {
    const codesOf = (path: string, method: string): Record<string, string[]> =>
      Object.fromEntries(
        Object.entries(document.paths[path]?.[method]?.responses ?? {}).map(([status, answer]) => {
          const { content } = answer as {
            content?: Record<string, { examples?: object; example?: { code: string } }>;
          };
          const problem = content?.['application/problem+json'];
          return [
            status,
            Object.keys(problem?.examples ?? (problem?.example ? { [problem.example.code]: 1 } : {})).sort(),
          ];
        }),
      );
    expect(codesOf('/api/v1/tasks', 'post')).toMatchObject({
      400: ['invalid_input', 'invalid_request'],
      408: ['request_timeout'],
      413: ['body_too_large'],
      415: ['unsupported_encoding', 'unsupported_media_type'],
      431: ['headers_too_large'],
      503: ['database_unavailable', 'overloaded'],
    });
    expect(codesOf('/api/v1/files', 'post')).toMatchObject({
      413: ['file_too_large'],
      415: ['unsupported_encoding', 'unsupported_media_type'],
    });
    expect(codesOf('/api/v1/tasks/{id}/cancel', 'post')).toMatchObject({
      400: ['invalid_input', 'invalid_request'], // the path's id, and what is no HTTP
      408: [expect.any(String)],
      431: [expect.any(String)],
    });
    expect(Object.keys(codesOf('/api/v1/tasks/{id}/cancel', 'post'))).not.toContain('415');
  });

  it('has a schema and an example for each task type', () => {
    const { AnySubmission: any, TaskResults: results } = document.components.schemas;
    // No discriminator: with one, generators give the flat body, which has no type, the type "FlatBody".
    expect(any).toEqual({
      oneOf: ['AiTextGenerationSubmission', 'FlatBody'].map((name) => ({
        $ref: `#/components/schemas/${name}`,
      })),
    });
    expect(results).toMatchObject({
      properties: { 'ai.text-generation': { $ref: '#/components/schemas/PromptInput' } },
    });
    const examples =
      document.paths['/api/v1/tasks']?.post?.requestBody?.content['application/json']?.examples;
    expect(Object.keys(examples ?? {})).toEqual(['ai.text-generation: short', 'short form']);
  });
});

describe('the documents that need no key', () => {
  it('are written down once, whoever asks how often', async () => {
    const { app } = await startHttp();
    const get = (url: string) => app.inject({ url, headers: { host: 'localhost:3000' } });
    for (const [url, type] of [
      ['/docs-json', 'application/json'],
      ['/docs-yaml', 'text/yaml'],
    ] as const) {
      const first = await get(url);
      const stringify = jest.spyOn(JSON, 'stringify');
      const keys = jest.spyOn(Object, 'keys');
      const again = await get(url);
      const work = [stringify, keys].map((spy) => spy.mock.calls.length);
      jest.restoreAllMocks();
      expect([again.statusCode, again.body === first.body, again.headers['content-type']]).toEqual([
        200,
        true,
        expect.stringContaining(type),
      ]);
      expect(Math.max(...work)).toBeLessThan(50); // the document has thousands of objects
    }
    await app.close();
  });
});
