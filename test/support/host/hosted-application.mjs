import 'reflect-metadata';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

/** A process of its own would be killed then. */
const CLOSE_LIMIT_MS = 40_000;

let loading;

/**
 * One application in this process: what main.js does with a process of its own, but for signals and exits.
 */
export class HostedApplication {
  #tell;
  #started = Promise.resolve(null);
  #ended = null;
  #name = '';

  /** @param tell hears of `line`s of the log and of the exit `code` */
  constructor(tell) {
    this.#tell = tell;
  }

  start(app, variables, args) {
    this.#name = app;
    this.#started = this.#run(app, variables, args).catch((error) => {
      this.#tell({ line: error.message });
      this.#tell({ code: 1 });
      return null;
    });
    return this.#started;
  }

  /** As on SIGTERM. */
  end() {
    this.#ended ??= this.#close();
    return this.#ended;
  }

  async #run(app, variables, args) {
    loading ??= loadProduct();
    const { applications, bootstrap, createLogger } = await loading;
    const configuration = bootstrap.configurationOf(applications[app], variables, args);
    const write = (text) => this.#tell({ line: text.trimEnd() });
    const logger = createLogger({ ...configuration.log, secrets: configuration.secrets }, app, { write });
    const onRefused = (error) => logger.fatal({ err: error }, 'refused');
    return bootstrap.startApplication(applications[app], { configuration, logger, onRefused });
  }

  async #close() {
    const started = await this.#started;
    if (!started) return;
    const isClosed = await Promise.race([
      started.close().then(() => true),
      delay(CLOSE_LIMIT_MS, false, { ref: false }),
    ]);
    if (!isClosed)
      process.stderr.write(
        `a hosted ${this.#name} was not closed after ${CLOSE_LIMIT_MS} ms, and is left behind\n`,
      );
    this.#tell({ code: isClosed ? 0 : 1 });
  }
}

async function loadProduct() {
  const dist = (path) => import(pathToFileURL(join(process.argv[2], path)).href);
  const [{ API }, { WORKER }, bootstrap, { createLogger }] = await Promise.all([
    dist('apps/api/src/api.application.js'),
    dist('apps/worker/src/worker.application.js'),
    dist('libs/bootstrap/src/index.js'),
    dist('libs/observability/src/index.js'),
  ]);
  return { applications: { api: API, worker: WORKER }, bootstrap, createLogger };
}
