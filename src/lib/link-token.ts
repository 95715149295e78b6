import { createHash, randomBytes } from 'node:crypto'

// 36 bytes are 48 signs without a rest: there is one way to write each.
const workspaceBytes = 16
const secretBytes = 20
const pattern = /^[\w-]{48}$/

/** The secret part of a public link. It names its workspace, so that looking it up can name one too. */
export function newLinkToken(workspaceId: string): string {
  const workspace = Buffer.from(workspaceId.replaceAll('-', ''), 'hex')
  return Buffer.concat([workspace, randomBytes(secretBytes)]).toString('base64url')
}

/** What is kept of a link, and the workspace it names; undefined when it is no link of ours. */
export function readLinkToken(
  token: string,
): { workspaceId: string; secretHash: string } | undefined {
  if (!pattern.test(token)) return undefined
  const hex = Buffer.from(token, 'base64url').subarray(0, workspaceBytes).toString('hex')
  const workspaceId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return { workspaceId, secretHash: createHash('sha256').update(token).digest('base64url') }
}
