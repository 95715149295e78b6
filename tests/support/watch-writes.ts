import { sql } from 'kysely'
import type { Database } from '#db/database.ts'

type Watch = {
  /**
   * For each request since it was asked before, in order, the tables it wrote to, as 'clients insert'. Nothing of what was
   * rolled back. A request begins with noting that its token is used.
   */
  writtenByRequest(): Promise<string[][]>
}

const beginning = 'api_tokens update'

/** Notes every row that is written in the workspace's tables and in the queue. */
export async function watchWrites(db: Database): Promise<Watch> {
  await sql`create schema watch`.execute(db)
  await sql`create table watch.writes (id bigserial, name text not null)`.execute(db)
  await sql`
    create function watch.note() returns trigger language plpgsql as $$
    begin
      insert into watch.writes (name) values (tg_table_name || ' ' || lower(tg_op));
      return null;
    end $$`.execute(db)
  const { rows } = await sql<{ schema: string; name: string }>`
    select schemaname as schema, tablename as name from pg_tables
    where schemaname = 'public' or (schemaname = 'pgboss' and tablename = 'job')`.execute(db)
  for (const { schema, name } of rows) {
    await sql`
      create trigger watch after insert or update or delete on ${sql.id(schema, name)}
      for each row execute function watch.note()`.execute(db)
  }
  return {
    writtenByRequest: async () => {
      const noted = await sql<{ id: number; name: string }>`
        delete from watch.writes returning id, name`.execute(db)
      const requests: string[][] = []
      for (const { name } of noted.rows.toSorted((a, b) => a.id - b.id)) {
        if (name === beginning) requests.push([])
        else requests.at(-1)?.push(name)
      }
      return requests.map((names) => [...new Set(names)])
    },
  }
}
