import pg from 'pg';

const APPLICATION = 'bench';
const CONNECTIONS = `
  SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND application_name <> $1`;

/** Looks into the database of the product, beside it. */
export class Database {
  private constructor(private readonly client: pg.Client) {}

  static async connect(url: string): Promise<Database> {
    const client = new pg.Client({ connectionString: url, application_name: APPLICATION });
    client.on('error', () => undefined); // the query in flight rejects with the same error
    await client.connect();
    return new Database(client);
  }

  async rows<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return (await this.client.query(sql, [...parameters])).rows as Row[];
  }

  async row<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row> {
    const [row] = await this.rows<Row>(sql, parameters);
    if (!row) throw new Error(`no row: ${sql}`);
    return row;
  }

  /** Of the product, now. */
  async connections(): Promise<number> {
    return (await this.row<{ count: number }>(CONNECTIONS, [APPLICATION])).count;
  }

  close(): Promise<void> {
    return this.client.end();
  }
}
