import { Injectable } from '@nestjs/common';
import {
  type Durations,
  type Failures,
  type Happenings,
  type QueueSample,
  StatisticsRepository,
  type Tokens,
} from '@app/persistence';
import { SharedAnswer } from './shared-answer.js';
import { type WindowName, WINDOWS } from './stats-window.js';
import type { StatsView } from './stats.view.js';
import { Tallies, Tally } from './tally.js';

/** Many browsers may watch one overview: they share an answer for so long. */
const FRESH_MS = 2_000;

/** Kinds of errors; what comes after them is in the list of failed tasks. */
const MOST_ERRORS = 20;

interface Read {
  readonly from: Date;
  readonly to: Date;
  readonly happenings: readonly Happenings[];
  readonly durations: readonly Durations[];
  readonly tokens: readonly Tokens[];
  readonly samples: readonly QueueSample[];
  readonly failures: readonly Failures[];
}

/** What GET /stats answers. */
@Injectable()
export class StatsFigures {
  private readonly answers = new Map<WindowName, SharedAnswer<StatsView>>();

  constructor(private readonly statistics: StatisticsRepository) {}

  of(window: WindowName): Promise<StatsView> {
    const known =
      this.answers.get(window) ??
      new SharedAnswer(async () => viewOf(window, await this.read(window)), { freshMs: FRESH_MS });
    this.answers.set(window, known);
    return known.get();
  }

  private async read(window: WindowName): Promise<Read> {
    const bounds = await this.statistics.bounds(WINDOWS[window]);
    const [happenings, durations, tokens, samples, failures] = await Promise.all([
      this.statistics.happenings(bounds),
      this.statistics.durations(bounds),
      this.statistics.tokens(bounds),
      this.statistics.queueSamples(bounds),
      this.statistics.failures(bounds),
    ]);
    return { ...bounds, happenings, durations, tokens, samples, failures };
  }
}

function viewOf(window: WindowName, read: Read): StatsView {
  const { stepSeconds } = WINDOWS[window];
  const all = new Tally();
  const [types, steps] = [new Tallies<string>(), new Tallies<number>()];
  for (const row of read.happenings)
    for (const tally of [all, types.of(row.type), steps.of(row.at.getTime())]) tally.count(row);
  for (const row of read.durations)
    for (const tally of [all, types.of(row.type), steps.of(row.at.getTime())]) tally.measure(row);
  return {
    window,
    from: read.from.toISOString(),
    to: read.to.toISOString(),
    stepSeconds,
    totals: totalsOf(all),
    types: types
      .entries()
      .map(([type, tally]) => ({ type, ...totalsOf(tally) }))
      .sort((one, other) => one.type.localeCompare(other.type)),
    series: seriesOf(window, read, steps),
    queues: queuesOf(read.samples),
    tokens: modelsOf(read.tokens),
    errors: errorsOf(read.failures),
  };
}

function totalsOf(tally: Tally): StatsView['totals'] {
  return { ...tally.counts, successRatio: tally.successRatio, ...tally.percentiles };
}

function seriesOf(window: WindowName, { from, tokens }: Read, tallies: Tallies<number>): StatsView['series'] {
  const { steps, stepSeconds } = WINDOWS[window];
  const used = new Map<number, number>();
  for (const { at, inputTokens, outputTokens } of tokens) {
    used.set(at.getTime(), (used.get(at.getTime()) ?? 0) + inputTokens + outputTokens);
  }
  return Array.from({ length: steps }, (_, step) => {
    const at = from.getTime() + step * stepSeconds * 1000;
    const tally = tallies.of(at);
    return {
      at: new Date(at).toISOString(),
      ...tally.counts,
      ...tally.percentiles,
      tokens: used.get(at) ?? 0,
    };
  });
}

function queuesOf(samples: readonly QueueSample[]): StatsView['queues'] {
  const names = [...new Set(samples.map(({ queue }) => queue))].sort();
  return names.map((name) => ({
    name,
    series: samples
      .filter(({ queue }) => queue === name)
      .map(({ at, waiting, active, oldestWaitingAgeSeconds: age }) => ({
        at: at.toISOString(),
        waiting,
        active,
        oldestWaitingAgeSeconds: age === null ? null : Math.round(Math.max(0, age) * 10) / 10,
      })),
  }));
}

function errorsOf(failures: readonly Failures[]): StatsView['errors'] {
  return failures
    .toSorted(
      (one, other) =>
        other.tasks - one.tasks || one.type.localeCompare(other.type) || one.code.localeCompare(other.code),
    )
    .slice(0, MOST_ERRORS)
    .map(({ type, code, tasks, lastAt }) => ({ type, code, tasks, lastAt: lastAt.toISOString() }));
}

/** Whoever submits a task names a model: there may be any number. */
const SHOWN_MODELS = 200;

function modelsOf(tokens: readonly Tokens[]): StatsView['tokens'] {
  const models = new Map<string, StatsView['tokens'][number]>();
  for (const { provider, model, tasks, inputTokens, outputTokens } of tokens) {
    const key = JSON.stringify([provider, model]);
    const so = models.get(key) ?? {
      provider,
      model,
      tasks: 0,
      inputTokens: 0,
      outputTokens: 0,
      totalTokens: 0,
    };
    models.set(key, {
      provider,
      model,
      tasks: so.tasks + tasks,
      inputTokens: so.inputTokens + inputTokens,
      outputTokens: so.outputTokens + outputTokens,
      totalTokens: so.totalTokens + inputTokens + outputTokens,
    });
  }
  return [...models.values()]
    .sort((one, other) => other.totalTokens - one.totalTokens)
    .slice(0, SHOWN_MODELS);
}
