const patienceMs = 4500 // just under the supervisor's, which kills at 5 s

/**
 * Ends this process in order when it is told to, or when whoever started it is gone. Call it
 * before anything slow: a parent that dies meanwhile is noticed only by who is listening.
 */
export function leaveWhenTold(stop: () => Promise<void>): void {
  let isLeaving = false
  const leave = () => {
    if (isLeaving) return
    isLeaving = true
    setTimeout(() => process.exit(1), patienceMs).unref()
    void stop().then(() => process.exit(0))
  }
  process.on('SIGTERM', leave)
  process.on('SIGINT', leave)
  process.on('disconnect', leave)
}
