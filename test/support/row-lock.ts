import { Client } from 'pg';

/** A client of somebody else that holds rows in a transaction. */
export class RowLock {
  private constructor(private readonly client: Client) {}

  /** @param sql locks the rows, with FOR UPDATE @param mode of the transaction */
  static async hold(
    url: string,
    sql: string,
    parameters: readonly unknown[] = [],
    mode = '',
  ): Promise<RowLock> {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined); // the server may end it
    await client.connect();
    await client.query(`BEGIN ${mode}`);
    await client.query(sql, [...parameters]);
    return new RowLock(client);
  }

  /** The row of a task. */
  static onTask(url: string, id: string): Promise<RowLock> {
    return RowLock.hold(url, 'SELECT FROM tasks WHERE id = $1 FOR UPDATE', [id]);
  }

  async commit(): Promise<void> {
    await this.client.query('COMMIT');
  }

  /** Rolls back. */
  async release(): Promise<void> {
    await this.client.end();
  }
}
