import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import ts from 'typescript';
import { TestSystem } from '../support/test-system.js';

const FILE = 'libs/client/src/api.generated.ts';
const HEAD = '// Made by `npm run client:generate` from the OpenAPI document of the API. Do not edit.\n\n';

/** What JSON Schema forbids is `never`; openapi-typescript knows no `not`. */
function neverAllowed(schema: object): ts.TypeNode | undefined {
  return 'not' in schema && Object.keys(schema.not as object).length === 0
    ? ts.factory.createKeywordTypeNode(ts.SyntaxKind.NeverKeyword)
    : undefined;
}

describe('the types of the client', () => {
  let system: TestSystem;
  beforeAll(async () => void (system = await TestSystem.start({ broker: 'postgres', workers: 0 })), 60_000);
  afterAll(() => system.stop());

  /** With UPDATE_CLIENT, which `npm run client:generate` sets, the file is written instead. */
  it('are those of the API', async () => {
    const { body: document } = await system.client.call<OpenAPI3>('GET', '/docs-json');
    const generated =
      HEAD +
      astToString(
        await openapiTS(document, { alphabetize: true, defaultNonNullable: false, transform: neverAllowed }),
      );
    if (process.env.UPDATE_CLIENT) await writeFile(FILE, generated);
    else expect(await readFile(FILE, 'utf8')).toBe(generated);
  });
});
