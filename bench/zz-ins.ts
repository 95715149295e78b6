import { setStage } from './stage.ts'
import { openDatabase } from '#db/database.ts'
import { newId } from '#lib/ids.ts'
await using stage = await setStage()
const { pool } = openDatabase(stage.environment.DATABASE_URL)
const c = await pool.connect()
const ws = newId()
const n = 10000
const ids = () => Array.from({ length: n }, newId)
for (let k = 0; k < 4; k += 1) {
  await c.query('begin')
  const t0 = performance.now()
  const params = [ids(), ids(), ids(), ids()]
  const t1 = performance.now()
  const r = await c.query(
    `explain (analyze, buffers off, timing on) insert into allocations (workspace_id,id,item_kind,item_id,document_kind,document_id,line_id,amount_minor,reverses_id,created_at)
   select '${ws}', a, 'time_entry', b, 'xero_document', c, d, 100, null, now() from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[]) as t(a,b,c,d)`,
    params,
  )
  const t2 = performance.now()
  console.log(Math.round(t1 - t0), Math.round(t2 - t1))
  for (const x of r.rows) console.log(x['QUERY PLAN'])
  await c.query(k < 2 ? 'commit' : 'rollback')
}
c.release()
await pool.end()
