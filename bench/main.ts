import 'reflect-metadata';
import { writeFile } from 'node:fs/promises';
import { BenchRun } from './bench-run.js';
import { costs } from './benchmarks/costs.js';
import { latency } from './benchmarks/latency.js';
import { reads } from './benchmarks/reads.js';
import { streams } from './benchmarks/streams.js';
import { submissions } from './benchmarks/submissions.js';
import { delivery } from './benchmarks/delivery.js';
import { waiting } from './benchmarks/waiting.js';
import { work } from './benchmarks/work.js';
import { BENCHMARK_NAMES, type BenchmarkName, readCommandLine } from './command-line.js';
import type { Figure } from './figure.js';
import { machine, type Measured, table } from './report.js';

const BENCHMARKS: Readonly<Record<BenchmarkName, (run: BenchRun) => Promise<Figure[]>>> = {
  submissions,
  delivery,
  work,
  waiting,
  latency,
  streams,
  reads,
  costs,
};

const options = readCommandLine(process.argv.slice(2));
const run = await BenchRun.start(options);
try {
  const measured: Measured[] = [];
  for (const benchmark of options.only ? [options.only] : BENCHMARK_NAMES) {
    const from = performance.now();
    console.log(`Measuring ${benchmark} …`);
    measured.push({ benchmark, figures: await BENCHMARKS[benchmark](run) });
    console.log(`  took ${Math.round((performance.now() - from) / 1000)} s`);
  }
  console.log(`\n${machine()}\n\n${table(measured)}\n\nA ratio of 1 is as good as the ceiling.`);
  if (options.json)
    await writeFile(options.json, `${JSON.stringify({ machine: machine(), measured }, null, 2)}\n`);
} catch (error) {
  if (!run.cleanup.hasBegun) throw error; // else it is what was ended
} finally {
  await run.cleanup.all();
}
