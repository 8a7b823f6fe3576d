import type { ReportFigures, ReportPeriod, ReportStep } from '@app/persistence';

/** What a report is made from. */
export interface Report {
  readonly title: string;
  readonly period: ReportPeriod;
  readonly step: ReportStep;
  readonly figures: ReportFigures;
}
