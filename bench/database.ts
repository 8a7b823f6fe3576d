import pg from 'pg';

/** Looks into the database of the product, beside it. */
export class Database {
  private constructor(private readonly client: pg.Client) {}

  static async connect(url: string): Promise<Database> {
    const client = new pg.Client({ connectionString: url, application_name: 'bench' });
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

  close(): Promise<void> {
    return this.client.end();
  }
}
