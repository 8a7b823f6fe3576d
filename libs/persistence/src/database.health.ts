import { Injectable } from '@nestjs/common';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import { withTimeout } from '@app/deadline';
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
      const pending = await withTimeout(
        this.migrationsArePending(),
        LIMIT_MS,
        () => new Error(`no answer within ${LIMIT_MS} ms`),
      );
      return pending ? indicator.down({ message: 'migrations are pending' }) : indicator.up();
    } catch {
      return indicator.down({ message: 'the database does not answer' });
    }
  }

  /** However many ask, and however long it takes, it uses one connection. */
  private migrationsArePending(): Promise<boolean> {
    this.asking ??= answeredWithin(LIMIT_MS, () => this.vital.manager.dataSource.showMigrations()).finally(
      () => (this.asking = null),
    );
    return this.asking;
  }
}
