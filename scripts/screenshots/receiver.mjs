import { createServer } from 'node:http';

/** Takes webhooks and traces, and does nothing with them. */
export async function startReceiver() {
  const server = createServer((request, response) => {
    request.resume();
    response.end('{}');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    stop: () => (server.close(), server.closeAllConnections()),
  };
}
