/**
 * A process that runs parts of the product for tests, as many as they want: their modules are loaded once,
 * not at each start. One connection is one test's: it says what to start and to end, a JSON object a line,
 * and hears each part's log and end. When it closes, its parts end.
 */
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { HostedApplication } from './hosted-application.mjs';

process.once('disconnect', () => process.exit()); // with the test run
const server = createServer({ allowHalfOpen: true }, serve);
server.listen(0, '127.0.0.1', () => process.send?.(server.address().port));

function serve(socket) {
  const parts = new Map();
  const tell = (message) => socket.writable && socket.write(`${JSON.stringify(message)}\n`);
  const startPart = ({ part, app, variables, args }) => {
    const started = new HostedApplication((message) => tell({ part, ...message }));
    parts.set(part, started);
    void started.start(app, variables, args);
  };
  createInterface({ input: socket }).on('line', (line) => {
    const message = JSON.parse(line);
    if (message.app) startPart(message);
    else void parts.get(message.part)?.end();
  });
  const end = () => Promise.all([...parts.values()].map((part) => part.end()));
  socket.on('end', () => void end().then(() => socket.end()));
  socket.on('error', () => void end()); // the test is gone
}
