/**
 * Options for a Fastify server whose routes have no JSON schemas, as those of Nest: bodies are validated by
 * class-validator. With them Fastify does not load its compilers for schemas, a fifth of the files of a
 * process.
 */
export const NO_SCHEMAS = {
  schemaController: { compilersFactory: { buildValidator: refuse, buildSerializer: refuse } },
};

/** @throws where a route has a schema after all: it must not go unchecked */
function refuse(): never {
  throw new Error(
    'A route has a JSON schema, and the server was made without the compilers for them (NO_SCHEMAS).',
  );
}
