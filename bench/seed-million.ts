import { sql } from 'kysely'
import type { Context } from '#app/context.ts'

const count = Number(process.env['BENCH_ENTRIES'] ?? 1_000_000)

/** Written in SQL: what a company writes in five years; fewer hours where the environment says so. */
export async function seedMillion({ db, workspaceId }: Context): Promise<void> {
  const id = (kind: string) =>
    sql.raw(
      `(lpad(to_hex(x'019a00000000'::bigint + i), 12, '0') || '7${kind}' || '8' || substr(md5(i::text), 1, 15))::uuid`,
    )
  await sql`insert into members (workspace_id, id, name, email, role, created_at)
    select ${workspaceId}, ${id('001')}, 'Person ' || i, 'person' || i || '@example.com', 'employee', now()
    from generate_series(1, 49) i`.execute(db)
  await sql`insert into clients (workspace_id, id, number, name, email, created_at, updated_at)
    select ${workspaceId}, ${id('002')}, 'C' || i,
      (array['Van den Bergen', 'Élan Déco', 'Bakery Lagrange', 'Møller', 'Zeeland'])[1 + i % 5] || ' Holding ' || i,
      'office' || i || '@example.com', now(), now()
    from generate_series(1, 50000) i`.execute(db)
  await sql`insert into projects (workspace_id, id, client_id, code, name, invoice_method, hourly_rate, created_at, updated_at)
    select ${workspaceId}, ${id('003')}, c.id, 'P' || c.i, 'Project Beacon ' || c.i, 'project_hourly_rate', 95, now(), now()
    from (select id, row_number() over (order by id) as i from clients where workspace_id = ${workspaceId} limit 3000) c`.execute(
    db,
  )
  await sql`insert into tasks (workspace_id, id, name, is_billable, created_at)
    select ${workspaceId}, ${id('004')}, 'Task ' || i, true, now() from generate_series(1, 20) i`.execute(
    db,
  )
  await sql`with m as (select array_agg(id) as ids from members where workspace_id = ${workspaceId}),
      p as (select array_agg(id) as ids from projects where workspace_id = ${workspaceId}),
      t as (select array_agg(id) as ids from tasks where workspace_id = ${workspaceId})
    insert into time_entries (workspace_id, id, member_id, project_id, task_id, worked_on, seconds, notes, is_billable, rate,
      rate_rule, created_at, updated_at)
    select ${workspaceId}, ${id('005')}, m.ids[1 + i % 50], p.ids[1 + (i::bigint * 7919) % 3000], t.ids[1 + i % 20],
      current_date - 1825 + (i::bigint * 1826 / ${count + 1})::integer, 900 + (i % 8) * 300, 'Wrote what was asked, part ' || i % 977,
      true, 95, 'project', now(), now()
    from generate_series(1, ${count}::integer) i, m, p, t`.execute(db)
  await sql`vacuum analyze`.execute(db)
}
