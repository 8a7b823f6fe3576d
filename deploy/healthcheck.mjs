/**
 * Whether the process of this container is ready: the API on PORT or a worker on WORKER_PORT. One image
 * serves both.
 */
const ports = [process.env.PORT || 3000, process.env.WORKER_PORT || 3001];

await Promise.any(ports.map(ready)).catch(() => process.exit(1));

async function ready(port) {
  const answer = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(4_000) });
  if (!answer.ok) throw new Error(`not ready: ${answer.status}`);
}
