import 'reflect-metadata';
import { BenchRun } from '../bench-run.js';
import { machine } from '../report.js';
import { readCommandLine } from './command-line.js';
import { Soak } from './soak.js';
import { SoakedSystem } from './soaked-system.js';
import { residentMemory, verdictOn } from './verdict.js';

const SHARE_OF_THE_RATE = 2 / 3;

const { minutes, broker, seed, rate: given } = readCommandLine(process.argv.slice(2));
const run = await BenchRun.start({ broker, tasks: 0 });
try {
  console.log(`${machine()}\nseed ${seed}`);
  const soaks: Soak[] = [];
  for (const one of run.brokers) soaks.push(new Soak(await SoakedSystem.start(run, one), seed));
  const parts = soaks.flatMap(({ system }) => system.parts);
  const failed = Promise.race(soaks.map(({ system }) => system.failed()));
  failed.catch(() => undefined);
  const rates = given
    ? soaks.map(() => given)
    : await Promise.race([Promise.all(soaks.map((soak) => soak.measure())), failed]);
  soaks.forEach(({ system }, index) =>
    console.log(`${system.broker}: ${Math.round(Number(rates[index]))} tasks a second`),
  );
  const before = await Promise.all(parts.map(({ child }) => residentMemory(child.pid)));
  const share = given ? 1 : SHARE_OF_THE_RATE;
  const running = soaks.map((soak, index) => soak.run(Number(rates[index]) * share, minutes * 60_000));
  const ends = await Promise.race([Promise.allSettled(running), failed]);
  ends.forEach((end) => end.status === 'rejected' && console.log(String(end.reason)));
  const after = await Promise.all(parts.map(({ child }) => residentMemory(child.pid)));
  parts.forEach(({ name }, index) =>
    console.log(`memory of ${name}: ${before[index]} MiB before, ${after[index]} MiB after`),
  );
  for (const soak of soaks) await show(soak);
} finally {
  await run.cleanup.all();
}

async function show(soak: Soak): Promise<void> {
  const { figures, faults, details } = await verdictOn(soak);
  const lines = [...Object.entries(figures), ...Object.entries(faults)].map(
    ([name, value]) => `  ${name}: ${value}`,
  );
  console.log([`\n${soak.system.broker}`, ...lines, ...details].join('\n'));
  if (Object.values(faults).some((count) => count > 0)) process.exitCode = 1;
}
