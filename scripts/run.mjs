import { spawn } from 'node:child_process';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a command to its end and collects what it prints. A signal that ends us ends the command first, then
 * us.
 * @returns {Promise<{ code: number | null, output: string }>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let received = null;
    const pass = (signal) => {
      received = signal;
      child.kill(signal);
    };
    const output = [];
    child.stdout?.on('data', (chunk) => output.push(chunk));
    child.stderr?.on('data', (chunk) => output.push(chunk));
    SIGNALS.forEach((signal) => process.on(signal, pass));
    child.once('error', reject);
    child.once('close', (code) => {
      SIGNALS.forEach((signal) => process.off(signal, pass));
      if (received) process.kill(process.pid, received);
      else resolve({ code, output: Buffer.concat(output).toString() });
    });
  });
}
