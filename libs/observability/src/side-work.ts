import { Injectable } from '@nestjs/common';

/** What health says of a work that a process does beside its main one. */
export interface SideReport {
  /** It does not go on at present. */
  readonly degraded?: true;
  readonly [detail: string]: string | true | undefined;
}

/** What a process does only where the settings ask for it: health reports it, and never fails of it. */
@Injectable()
export class SideWork {
  private readonly reports = new Map<string, () => SideReport>();

  add(name: string, report: () => SideReport): void {
    this.reports.set(name, report);
  }

  all(): [name: string, report: SideReport][] {
    return [...this.reports].map(([name, report]) => [name, report()]);
  }
}
