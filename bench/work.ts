import { jobs, type JobName } from '#app/jobs.ts'
import { readConfig } from '#main/config.ts'
import { wire } from '#main/wire.ts'
import { runJob } from '#worker/run-jobs.ts'

// A worker that empties the queue each time it is told to, and tells what it took. Starting up is not counted.
const wired = await wire(readConfig(process.env), { purpose: 'send' })

async function emptyQueue(): Promise<void> {
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
}

process.on('message', (message) => {
  if (message === 'end') {
    void wired.stop().then(() => process.disconnect())
    return
  }
  const startedAt = performance.now()
  void emptyQueue().then(() => {
    const ms = performance.now() - startedAt
    process.send?.({ ms, peakMemoryMb: process.resourceUsage().maxRSS / 1024 })
  })
})
process.send?.('ready')
