/**
 * A process that has loaded the packages of a part already, which takes most of the time of a start, but
 * nothing of ours. It becomes the part when it is told to. SpareStarter tells it.
 */
import { pathToFileURL } from 'node:url';
import { startOf } from './imports.mjs';

const end = () => process.exit();
process.once('disconnect', end);

let work = Promise.resolve();
process.on('message', ({ step, file, env }) => (work = work.then(() => STEPS[step](file, env))));

const STEPS = {
  packages: async (main) => loadAll((await startOf(main)).packages),
  ours: async (main) => loadAll((await startOf(main)).first.map(urlOf)),
  run: become,
};

/** What cannot be loaded says so when the part loads it. */
async function loadAll(paths) {
  for (const path of paths) await import(path).catch(() => undefined);
}

/**
 * @param {string} main the compiled file that starts the part
 * @param {NodeJS.ProcessEnv} env its variables
 */
function become(main, env) {
  Object.assign(process.env, env);
  process.removeAllListeners('message');
  process.off('disconnect', end); // from here on as the part itself wants it
  process.argv[1] = main;
  process.title = `${process.argv0} ${main}`; // what lists of processes show
  return import(urlOf(main));
}

function urlOf(file) {
  return pathToFileURL(file).href;
}
