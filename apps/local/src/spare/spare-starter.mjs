import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SPARE = fileURLToPath(new URL('spare.mjs', import.meta.url));

/**
 * Keeps a process of a part that has loaded the packages, but nothing of ours: what was saved runs in it
 * within a second.
 * @implements {import('../starter.js').Starter}
 */
export class SpareStarter {
  #spare = null;
  #file = null;
  #lifeline = null;
  #hasLoaded = false;
  #oursStay;

  /** @param oursStay whether our own files stay as they are: then a spare may load them at once */
  constructor({ oursStay = false } = {}) {
    this.#oursStay = oursStay;
  }

  start(file, options) {
    // it holds on to a database that is no longer there
    if (lifelineOf(options) !== this.#lifeline) this.stop();
    const spare = this.#spare;
    this.#spare = null;
    if (!spare) return fork(file, [], options);
    spare.send({ step: 'run', file, env: options.env });
    return spare;
  }

  /**
   * Loads what is ours while the process before still finishes what it does. What was loaded and then saved
   * again is of no use.
   */
  expect() {
    if (this.#oursStay) return;
    if (this.#hasLoaded) return this.stop();
    this.#hasLoaded = true;
    this.#spare?.send({ step: 'ours', file: this.#file });
  }

  prepare(file, options) {
    this.stop();
    this.#hasLoaded = false;
    this.#file = file;
    this.#lifeline = lifelineOf(options);
    const spare = fork(SPARE, [], options);
    spare.send({ step: 'packages', file });
    if (this.#oursStay) spare.send({ step: 'ours', file });
    const forget = () => this.#spare === spare && (this.#spare = null);
    spare.once('error', forget).once('disconnect', forget);
    this.#spare = spare;
  }

  stop() {
    this.#spare?.kill('SIGKILL');
    this.#spare = null;
  }
}

/** What it holds open behind the standard streams, if anything. */
function lifelineOf({ stdio }) {
  return stdio[4] ?? null;
}
