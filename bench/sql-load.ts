import pg from 'pg';
import type { Loaded } from './load.js';

export interface SqlCall {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/**
 * Statements on a database, one at a time on each connection: what it can do when nobody stands before it.
 */
export class SqlLoad implements Loaded {
  private constructor(
    private readonly clients: readonly pg.Client[],
    private readonly next: () => SqlCall,
  ) {}

  static async connect(url: string, connections: number, next: () => SqlCall): Promise<SqlLoad> {
    const clients = Array.from({ length: connections }, () => new pg.Client({ connectionString: url }));
    // the query in flight rejects with the same error
    for (const client of clients) client.on('error', () => undefined);
    await Promise.all(clients.map((client) => client.connect()));
    return new SqlLoad(clients, next);
  }

  get connections(): number {
    return this.clients.length;
  }

  readonly call = async (connection: number): Promise<void> => {
    const { sql, parameters } = this.next();
    await (this.clients[connection] as pg.Client).query(sql, [...parameters]);
  };

  async close(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.end()));
  }
}
