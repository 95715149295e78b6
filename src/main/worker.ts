import { startWorking } from '#worker/run-jobs.ts'
import { pino } from 'pino'
import { readConfig } from './config.ts'
import { wire } from './wire.ts'

const config = readConfig(process.env)
const log = pino({ level: config.logLevel })
const wired = await wire(config, { purpose: 'work' })
await startWorking({ boss: wired.boss, services: wired.services, log })
log.info('worker is ready')
process.send?.({ ready: true })

let isStopping = false
async function stop(): Promise<void> {
  if (isStopping) return
  isStopping = true
  await wired.stop()
  process.exit(0)
}
process.on('SIGTERM', () => void stop())
process.on('SIGINT', () => void stop())
process.on('disconnect', () => void stop())
