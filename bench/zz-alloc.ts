import fs from 'node:fs'
import { startEmbeddedPostgres } from '#main/embedded-postgres.ts'
import { migrateToLatest } from '#main/migrate.ts'
import { newId } from '#lib/ids.ts'
import pg from 'pg'
const folder = fs.mkdtempSync('/tmp/hb-micro-')
const server = await startEmbeddedPostgres({ dataDir: folder + '/pg' })
await migrateToLatest(server.url)
const c = new pg.Client(server.url); await c.connect()
const pid = (await c.query('select pg_backend_pid() p')).rows[0].p
const cpuPg = () => { const s = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' '); return (Number(s[11]) + Number(s[12])) * 10 }
await c.query('create table a_lean (workspace_id uuid not null, item_id uuid not null, step smallint not null default 0, item_kind text not null, document_kind text not null, document_id uuid not null, line_id uuid not null, amount_minor bigint not null, created_at timestamptz not null, primary key (workspace_id, item_id, step)); create index on a_lean (workspace_id, document_id)')
await c.query('create table a_noidx (workspace_id uuid not null, item_id uuid not null, step smallint not null default 0, item_kind text not null, document_kind text not null, document_id uuid not null, line_id uuid not null, amount_minor bigint not null, created_at timestamptz not null, primary key (workspace_id, item_id, step))')
await c.query('create table a_heap (workspace_id uuid not null, item_id uuid not null, step smallint not null default 0, item_kind text not null, document_kind text not null, document_id uuid not null, line_id uuid not null, amount_minor bigint not null, created_at timestamptz not null)')
const arr = (v: unknown[]) => `{${v.join(',')}}`
const ws = newId()
type R = { id: string; item: string; doc: string; line: string; amount: number }
const sql: Record<string, (r: R[]) => [string, unknown[]]> = {
  full: (r) => [`insert into allocations (workspace_id, document_kind, created_at, item_kind, reverses_id, id, item_id, document_id, line_id, amount_minor, step) select given.*, case when given.reverses_id is null then coalesce(freed.step + 1, 0) else (select b.step + 1 from allocations b where b.workspace_id = given.workspace_id and b.item_id = given.item_id and b.id = given.reverses_id) end from (select $1::uuid as workspace_id, 'xero_document'::text as document_kind, now() as created_at, 'time_entry'::text as item_kind, null::uuid as reverses_id, each.* from unnest($2::uuid[],$3::uuid[],$4::uuid[],$5::uuid[],$6::bigint[]) as each (id,item_id,document_id,line_id,amount_minor)) as given left join (select item_id, max(step) as step from allocations where workspace_id = $1 and reverses_id is not null group by item_id) freed on freed.item_id = given.item_id`, [ws, arr(r.map((x) => x.id)), arr(r.map((x) => x.item)), arr(r.map((x) => x.doc)), arr(r.map((x) => x.line)), arr(r.map((x) => x.amount))]],
  nojoin: (r) => [`insert into allocations (workspace_id, document_kind, created_at, item_kind, id, item_id, document_id, line_id, amount_minor) select $1::uuid, 'xero_document', now(), 'time_entry', each.* from unnest($2::uuid[],$3::uuid[],$4::uuid[],$5::uuid[],$6::bigint[]) as each (id,item_id,document_id,line_id,amount_minor)`, [ws, arr(r.map((x) => x.id)), arr(r.map((x) => x.item)), arr(r.map((x) => x.doc)), arr(r.map((x) => x.line)), arr(r.map((x) => x.amount))]],
}
for (const t of ['a_lean', 'a_noidx', 'a_heap']) sql[t] = (r) => [`insert into ${t} (workspace_id, document_kind, created_at, item_kind, item_id, document_id, line_id, amount_minor) select $1::uuid, 'xero_document', now(), 'time_entry', each.* from unnest($2::uuid[],$3::uuid[],$4::uuid[],$5::bigint[]) as each (item_id,document_id,line_id,amount_minor)`, [ws, arr(r.map((x) => x.item)), arr(r.map((x) => x.doc)), arr(r.map((x) => x.line)), arr(r.map((x) => x.amount))]]
for (let rep = 0; rep < 2; rep++) for (const [name, make] of Object.entries(sql)) {
  const walls: number[] = []; let pgc = 0, me = 0
  for (let n = 0; n < 10; n++) {
    // items made interleaved over clients, as hours are; documents in order
    const items = Array.from({ length: 10000 }, () => newId())
    const docs = Array.from({ length: 200 }, () => newId())
    const rows: R[] = []
    for (let d = 0; d < 200; d++) for (let i = 0; i < 50; i++) rows.push({ id: newId(), item: items[i * 200 + d]!, doc: docs[d]!, line: newId(), amount: 12345 })
    await c.query('begin'); const p0 = cpuPg(); const m0 = process.cpuUsage(); const t = performance.now()
    for (let s = 0; s < 10000; s += 2500) { const [q, p] = make(rows.slice(s, s + 2500)); await c.query(q, p) }
    walls.push(performance.now() - t); pgc += cpuPg() - p0; const u = process.cpuUsage(m0); me += (u.user + u.system) / 1000
    await c.query('commit')
  }
  console.log(name.padEnd(8), walls.toSorted((a, b) => a - b)[5]!.toFixed(1), 'pg', (pgc / 10).toFixed(0), 'me', (me / 10).toFixed(0))
}
await c.end(); await server.stop()
