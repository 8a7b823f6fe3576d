/**
 * TypeScript's compiler in watch mode over the folders that are named. Sends each one's errors whenever it
 * has checked it, and ends with the process that started it, however that ends.
 */
import { join } from 'node:path';
import ts from 'typescript';

const FORMAT = {
  getCurrentDirectory: ts.sys.getCurrentDirectory,
  getCanonicalFileName: (name) => name,
  getNewLine: () => '\n',
};

process.on('disconnect', () => process.exit());
process.argv.slice(2).forEach(watch);

function watch(folder) {
  let errors = [];
  const host = ts.createWatchCompilerHost(
    join(folder, 'tsconfig.json'),
    {
      noEmit: true,
      incremental: true,
      tsBuildInfoFile: `.build/types-${folder.replaceAll(/\W/g, '-')}.tsbuildinfo`,
    },
    ts.sys,
    ts.createEmitAndSemanticDiagnosticsBuilderProgram,
    (error) => errors.push(ts.formatDiagnostic(error, FORMAT)),
    (_status, _newLine, _options, count) => {
      if (count !== undefined) process.send({ folder, text: errors.join('') });
      errors = [];
    },
  );
  ts.createWatchProgram(host);
}
