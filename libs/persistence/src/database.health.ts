import { Injectable } from '@nestjs/common';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import { answeredWithin } from './connections/answer-limit.js';
import { VitalDatabase } from './connections/pools.js';

const LIMIT_MS = 2_000;

/** Whether the database answers and has all our migrations. */
@Injectable()
export class DatabaseHealth {
  private asking: Promise<boolean> | null = null;

  constructor(
    private readonly vital: VitalDatabase,
    private readonly indicators: HealthIndicatorService,
  ) {}

  async check(key = 'database'): Promise<HealthIndicatorResult> {
    const indicator = this.indicators.check(key);
    try {
      const pending = await withinLimit(this.migrationsArePending());
      return pending ? indicator.down({ message: 'migrations are pending' }) : indicator.up();
    } catch {
      return indicator.down({ message: 'the database does not answer' });
    }
  }

  /** However many ask, and however long it takes, it uses one connection. */
  private migrationsArePending(): Promise<boolean> {
    this.asking ??= answeredWithin(LIMIT_MS, () => this.vital.manager.dataSource.showMigrations()).finally(() => (this.asking = null));
    return this.asking;
  }
}

async function withinLimit<Value>(work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${LIMIT_MS} ms`)), LIMIT_MS);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
