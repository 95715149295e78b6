/** Waits in real time, for what other processes are doing. What waits for hours is a job that is put off. */
export async function pause(ms: number): Promise<void> {
  await new Promise<void>((resolve) => setTimeout(resolve, ms))
}

/** Between half of it and one and a half of it, so that those who wait for the same do not all come back at once. */
export function jittered(value: number): number {
  return value * (0.5 + Math.random())
}
