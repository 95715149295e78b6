import { createHash, randomBytes } from 'node:crypto'

const pattern = /^hb_([0-9a-f]{32})_[A-Za-z0-9_-]{43}$/

/** A personal API token. It names its workspace, so that looking it up can name one too. */
export function newApiToken(workspaceId: string): string {
  return `hb_${workspaceId.replaceAll('-', '')}_${randomBytes(32).toString('base64url')}`
}

/** What is kept of a token, and the workspace it names; undefined when it is no token of ours. */
export function readApiToken(
  token: string,
): { workspaceId: string; secretHash: string } | undefined {
  const hex = pattern.exec(token)?.[1]
  if (!hex) return undefined
  const workspaceId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return { workspaceId, secretHash: createHash('sha256').update(token).digest('base64url') }
}
