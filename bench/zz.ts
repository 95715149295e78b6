import { benchExport } from './zz-export.ts'
console.table(await benchExport())
for (const [a, b, t] of (globalThis as any).__plan ?? []) { const t0 = (globalThis as any).__plan[0][0]; console.log((a - t0).toFixed(1).padStart(7), (b - a).toFixed(1).padStart(7), t) }
