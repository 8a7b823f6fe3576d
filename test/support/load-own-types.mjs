/**
 * Loads each folder that is named with the loader of the product, as built, and prints what came of it, a
 * line of JSON each: the handlers' names, and the problems.
 */
import { checkTaskTypes, compileUserFiles, loadTaskTypes } from '../../dist/libs/loading/src/index.js';
import '../../dist/libs/task-types/src/queues.js';

process.setSourceMapsEnabled(true);
compileUserFiles();
for (const entry of process.argv.slice(2)) {
  const { handlers, problems } = await loadTaskTypes(entry.split(','));
  const all = problems.length > 0 ? problems : await checkTaskTypes(handlers);
  process.stdout.write(`${JSON.stringify({ handlers: handlers.map(({ name }) => name), problems: all })}\n`);
}
