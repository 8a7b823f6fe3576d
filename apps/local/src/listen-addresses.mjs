/**
 * Where API and worker listen, as far as it can be told before libs/config is built, with the same defaults
 * as there.
 * @param {NodeJS.ProcessEnv} environment
 */
export function listenAddresses({ HOST, PORT, WORKER_HOST, WORKER_PORT }) {
  return {
    api: { variable: 'PORT', hostVariable: 'HOST', host: HOST || '127.0.0.1', port: Number(PORT || 3000) },
    worker: {
      variable: 'WORKER_PORT',
      hostVariable: 'WORKER_HOST',
      host: WORKER_HOST || '127.0.0.1',
      port: Number(WORKER_PORT || 3001),
    },
  };
}

/** Why API and worker cannot both listen on one machine; null where they can. 0 is any free port. */
export function conflictOf({ api, worker }) {
  if (api.port === 0 || api.port !== worker.port || areDistinct(api.host, worker.host)) return null;
  return `PORT and WORKER_PORT: both are ${api.port}, and one port serves one of them only. Set one of them to another port.`;
}

function areDistinct(one, other) {
  const [first, second] = [one, other].map((host) => (host === 'localhost' ? '127.0.0.1' : host));
  return first !== second && ![first, second].some((host) => ['0.0.0.0', '::'].includes(host));
}
