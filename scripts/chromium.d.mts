export function prepareChromium(): Promise<{
  executablePath: string | undefined
  env: Record<string, string>
}>
