import fs from 'node:fs'
import { startEmbeddedPostgres } from '#main/embedded-postgres.ts'
import { newId } from '#lib/ids.ts'
import pg from 'pg'
const folder = fs.mkdtempSync('/tmp/hb-micro-')
const server = await startEmbeddedPostgres({ dataDir: folder + '/pg' })
const c = new pg.Client(server.url); await c.connect()
const pid = (await c.query('select pg_backend_pid() p')).rows[0].p
const cpuPg = () => { const s = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' '); return (Number(s[11]) + Number(s[12])) * 10 }
await c.query(`create table lines (workspace_id uuid not null, document_id uuid not null, id uuid not null, position integer not null, project_id uuid, description text not null check (length(description) between 1 and 4000), quantity numeric(12,2) not null, unit_price numeric(14,4) not null, net_minor bigint not null, tax_minor bigint not null, item_code text, account_code text, tax_type text, change_id uuid, tracking jsonb, primary key (workspace_id, document_id, position))`)
for (const t of ['ext', 'pglz', 'lz4', 'jsonbx']) {
  await c.query(`create table ${t} (workspace_id uuid not null, document_id uuid not null, position integer not null, project_id uuid, change_id uuid, net_minor bigint not null, tax_minor bigint not null, lines ${t === 'jsonbx' ? 'jsonb' : 'json'} not null, primary key (workspace_id, document_id, position))`)
  if (t === 'ext' || t === 'jsonbx') await c.query(`alter table ${t} alter lines set storage external`)
  if (t === 'lz4') await c.query(`alter table ${t} alter lines set compression lz4`).catch((e) => console.log(e.message))
}
const ws = newId()
const word = () => ['Meeting', 'Design', 'Review of plans', 'Site visit', 'Calls'][Math.floor(Math.random() * 5)]
const make = () => Array.from({ length: 200 }, () => ({ id: newId(), projectId: newId(), lines: Array.from({ length: 50 }, (_, i) => ({ id: newId(), position: i, description: `Project ${i} · 2026-10-${10 + (i % 20)} · Anna Jansen · ${word()}\nNotes ${Math.random()}`, quantity: (Math.random() * 8).toFixed(2), unitPrice: '95.0000', netMinor: Math.floor(Math.random() * 100000), taxMinor: Math.floor(Math.random() * 20000), itemCode: null, accountCode: '200', taxType: 'OUTPUT', tracking: null })) }))
type D = ReturnType<typeof make>
const arr = (v: unknown[]) => `{${v.join(',')}}`
async function rowsWay(docs: D) {
  const lines = docs.flatMap((d) => d.lines.map((line) => ({ d, line })))
  for (let s = 0; s < lines.length; s += 2500) {
    const r = lines.slice(s, s + 2500)
    await c.query(`insert into lines (workspace_id, project_id, document_id,id,position,description,quantity,unit_price,net_minor,tax_minor,account_code,tax_type) select $1::uuid, each.p, each.d, each.i, each.pos, each.de, each.q, '95.0000'::numeric, each.n, each.t, '200', 'OUTPUT' from unnest($2::uuid[],$3::uuid[],$4::uuid[],$5::integer[],$6::text[],$7::numeric[],$8::bigint[],$9::bigint[]) as each(p,d,i,pos,de,q,n,t)`, [ws, arr(r.map((x) => x.d.projectId)), arr(r.map((x) => x.d.id)), arr(r.map((x) => x.line.id)), arr(r.map((x) => x.line.position)), r.map((x) => x.line.description), arr(r.map((x) => x.line.quantity)), arr(r.map((x) => x.line.netMinor)), arr(r.map((x) => x.line.taxMinor))])
  }
}
async function jsonWay(t: string, docs: D) {
  const params: unknown[] = [ws, arr(docs.map((d) => d.id)), arr(docs.map((d) => d.projectId)), arr(docs.map((d) => d.lines.reduce((s, l) => s + l.netMinor, 0))), ...docs.map((d) => JSON.stringify(d.lines))]
  const ty = t === 'jsonbx' ? 'jsonb' : 'json'
  await c.query(`insert into ${t} (workspace_id, document_id, position, project_id, net_minor, tax_minor, lines) select $1::uuid, e.d, 0, e.p, e.n, 0, e.l from unnest($2::uuid[],$3::uuid[],$4::bigint[], array[${docs.map((_, i) => `$${i + 5}`).join(',')}]::${ty}[]) as e(d,p,n,l)`, params)
}
for (const way of ['rows', 'ext', 'pglz', 'lz4', 'jsonbx', 'rows', 'ext', 'pglz', 'lz4', 'jsonbx']) {
  const wall: number[] = [], rwall: number[] = []
  const w0 = (await c.query("select pg_current_wal_lsn() l")).rows[0].l
  let pg0 = cpuPg(), me0 = process.cpuUsage(), pgr = 0, mer = 0, commit: number[] = []
  let pgw = 0, mew = 0
  for (let n = 0; n < 12; n += 1) {
    const docs = make()
    pg0 = cpuPg(); me0 = process.cpuUsage()
    let t = performance.now()
    await c.query('begin')
    await (way === 'rows' ? rowsWay(docs) : jsonWay(way, docs))
    wall.push(performance.now() - t)
    t = performance.now(); await c.query('commit'); commit.push(performance.now() - t)
    let u = process.cpuUsage(me0); pgw += cpuPg() - pg0; mew += (u.user + u.system) / 1000
    pg0 = cpuPg(); me0 = process.cpuUsage(); t = performance.now()
    for (let s = 0; s < 200; s += 50) {
      const ids = arr(docs.slice(s, s + 50).map((d) => d.id))
      if (way === 'rows') Map.groupBy((await c.query('select document_id as "documentId", description, quantity, unit_price as "unitPrice", net_minor as "netMinor", item_code as "itemCode", account_code as "accountCode", tax_type as "taxType", tracking from lines where workspace_id=$1 and document_id = any($2::uuid[]) order by document_id, position', [ws, ids])).rows, (r: any) => r.documentId)
      else await c.query(`select document_id, lines from ${way} where workspace_id=$1 and document_id = any($2::uuid[]) order by document_id, position`, [ws, ids])
    }
    rwall.push(performance.now() - t); u = process.cpuUsage(me0); pgr += cpuPg() - pg0; mer += (u.user + u.system) / 1000
  }
  const w1 = (await c.query("select pg_current_wal_lsn() - $1::pg_lsn as b", [w0])).rows[0].b
  const med = (a: number[]) => a.toSorted((x, y) => x - y)[a.length >> 1]!.toFixed(1)
  console.log(way.padEnd(8), 'write', med(wall), 'commit', med(commit), `pg ${(pgw / 12).toFixed(0)} me ${(mew / 12).toFixed(0)}`, '| read', med(rwall), `pg ${(pgr / 12).toFixed(0)} me ${(mer / 12).toFixed(0)}`, 'wal MB/round', (Number(w1) / 12 / 1e6).toFixed(1))
}
await c.end(); await server.stop()
