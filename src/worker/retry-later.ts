/** Asks the queue to run the job again, no sooner than this. */
export class RetryLater extends Error {
  override name = 'RetryLater'
  readonly afterSeconds: number
  constructor(afterSeconds: number) {
    super(`Retry in ${afterSeconds} s`)
    this.afterSeconds = afterSeconds
  }
}
