/** TypeScript's compiler in watch mode, which ends with the process that started it, however that ends. */
import { createRequire } from 'node:module';

process.on('disconnect', () => process.exit());
process.argv.push('-p', '.', '--watch', '--preserveWatchOutput', '--incremental', '--tsBuildInfoFile', '.build/types.tsbuildinfo');
createRequire(import.meta.url)('typescript/bin/tsc');
