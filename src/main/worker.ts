import { startWorking } from '#worker/run-jobs.ts'
import { pino } from 'pino'
import { readConfig } from './config.ts'
import { leaveWhenTold } from './leave-when-told.ts'
import { wire } from './wire.ts'

const started: { stop(): Promise<void> }[] = []
leaveWhenTold(async () => {
  for (const each of started) await each.stop()
})

const config = readConfig(process.env)
const log = pino({ level: config.logLevel })
const wired = await wire(config, { purpose: 'work' })
started.push(wired)
await startWorking({ boss: wired.boss, services: wired.services, log })
log.info('worker is ready')
process.send?.({ ready: true })
