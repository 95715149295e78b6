import { jobs, type JobName } from '#app/jobs.ts'
import { readConfig } from '#main/config.ts'
import { wire } from '#main/wire.ts'
import { runJob } from '#worker/run-jobs.ts'

// A worker that empties the queue once and tells what it took. Starting up is not counted.
const wired = await wire(readConfig(process.env), { purpose: 'send' })
const startedAt = performance.now()
for (let isEmpty = false; !isEmpty;) {
  isEmpty = true
  for (const name of Object.keys(jobs) as JobName[]) {
    const [job] = await wired.boss.fetch<object>(name, { ignoreStartAfter: true })
    if (!job) continue
    isEmpty = false
    await runJob(wired.services, name, job.data)
    await wired.boss.complete(name, job.id)
  }
}
const ms = performance.now() - startedAt
const peakMemoryMb = process.resourceUsage().maxRSS / 1024
process.send?.({ ms, peakMemoryMb })
await wired.stop()
process.disconnect()
