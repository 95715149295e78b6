import { jobs, type JobName } from '#app/jobs.ts'
import { readConfig } from '#main/config.ts'
import { wire } from '#main/wire.ts'
import { runJob } from '#worker/run-jobs.ts'

// A worker that empties the queue each time it is told to, and tells what it took. Starting up is not counted, nor looking
// into queues that are empty: a worker is told where there is something to do.
const wired = await wire(readConfig(process.env), { purpose: 'send' })

async function emptyQueue(): Promise<number> {
  let ms = 0
  for (let isEmpty = false; !isEmpty;) {
    isEmpty = true
    for (const name of Object.keys(jobs) as JobName[]) {
      const startedAt = performance.now()
      const [job] = await wired.boss.fetch<object>(name, { ignoreStartAfter: true })
      if (!job) continue
      isEmpty = false
      await runJob(wired.services, name, job.data)
      await wired.boss.complete(name, job.id)
      ms += performance.now() - startedAt
    }
  }
  return ms
}

process.on('message', (message) => {
  if (message === 'end') {
    void wired.stop().then(() => process.disconnect())
    return
  }
  void emptyQueue().then((ms) => {
    process.send?.({ ms, peakMemoryMb: process.resourceUsage().maxRSS / 1024 })
  })
})
process.send?.('ready')
