/**
 * The least that an HTTP API in Node can do: Fastify reads the JSON of a request and answers with JSON that
 * it was given. `PUT /answers/<name>` gives an answer, `GET` and `POST /answers/<name>` get it. `POST
 * /insert` writes one row and answers with it. `GET /stream` is an open event stream that sends what `POST
 * /stream` brings to all.
 */
import Fastify, { type FastifyReply } from 'fastify';
import pg from 'pg';
import { INSERT_TASK, newRow } from './raw-insert.js';

process.on('disconnect', () => process.exit());

const server = Fastify({ bodyLimit: 20_000_000 });
const answers = new Map<string, unknown>();
const streams = new Set<FastifyReply>();
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 64 });
pool.on('error', () => undefined);

interface Named {
  readonly Params: { readonly name: string };
}

server.put<Named>('/answers/:name', (request, reply) => {
  answers.set(request.params.name, request.body);
  return reply.status(204).send();
});
server.get<Named>('/answers/:name', (request, reply) => reply.send(answers.get(request.params.name)));
server.post<Named>('/answers/:name', (request, reply) =>
  reply.status(201).send(answers.get(request.params.name)),
);
server.post('/insert', async (request, reply) => {
  const { rows } = await pool.query(INSERT_TASK, newRow(request.body as { input: object }));
  return reply.status(201).send(rows[0]);
});
server.get('/stream', (_request, reply) => {
  reply.hijack();
  reply.raw.writeHead(200, { 'content-type': 'text/event-stream' });
  reply.raw.write(': open\n\n');
  streams.add(reply);
});
server.post('/stream', (request, reply) => {
  for (const stream of streams) stream.raw.write(`data: ${JSON.stringify(request.body)}\n\n`);
  return reply.status(204).send();
});

await server.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
