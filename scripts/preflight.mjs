import { resolve } from 'node:path';
import { alreadyRunning } from '../apps/local/src/already-running.mjs';
import { conflictOf, listenAddresses } from '../apps/local/src/listen-addresses.mjs';
import { isStopping, portProblem } from '../apps/local/src/port.mjs';
import { askHolder } from '../libs/embedded-postgres/src/folder-lock.mjs';
import { root } from './sources.mjs';

/**
 * Ends the process where everything together cannot start as things are: before an install and a build, which
 * take their time.
 */
export async function checkStart() {
  const addresses = listenAddresses(process.env);
  refuse(await twinProblem());
  refuse(conflictOf(addresses));
  await checkPorts([addresses.api, addresses.worker]);
}

/** The same for one part, where it is one that listens. @param {string} part such as `api` or `worker` */
export async function checkPart(part) {
  const { [part]: address } = listenAddresses(process.env);
  if (address) await checkPorts([address]);
}

async function twinProblem() {
  const dataDir = resolve(root, process.env.DATA_DIR || '.data');
  const about = await askHolder(dataDir, 'start');
  return about === null ? null : alreadyRunning(dataDir, about);
}

async function checkPorts(addresses) {
  const problems = await Promise.all(
    addresses.filter(({ port }) => isPort(port)).map((address) => problemOf(address)),
  );
  problems.forEach(refuse);
}

/** What is no port is left to the validation of all settings; 0 is any free one. */
function isPort(port) {
  return Number.isInteger(port) && port > 0 && port < 65_536;
}

async function problemOf(address) {
  const problem = await portProblem(address);
  return problem && !(await isStopping(address)) ? problem : null;
}

function refuse(problem) {
  if (!problem) return;
  console.error(problem);
  process.exit(1);
}
