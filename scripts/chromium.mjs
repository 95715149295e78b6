// A browser for the tests from npm alone: no system package, no download, as root or not.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const projectDir = path.resolve(import.meta.dirname, '..')
const browserDir = path.join(projectDir, '.chrome')
const stampFile = path.join(browserDir, 'version')
// Only with this does the package unpack the libraries that a bare machine lacks.
const unpackEnv = { AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' }

/**
 * Makes a Chromium ready and says how to launch it; quick when it is there already. CHROMIUM_PATH
 * wins; where the bundle does not run, `executablePath` is undefined and Playwright's own is used.
 */
export async function prepareChromium() {
  const given = process.env.CHROMIUM_PATH
  if (given) return { executablePath: given, env: {} }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return { executablePath: undefined, env: {} }
  }
  const version = `${bundleVersion()}\n`
  if (readIfPresent(stampFile) !== version) unpackInPlace(version)
  const fontsFile = path.join(browserDir, 'fonts.conf')
  const fonts = fontConfiguration()
  if (readIfPresent(fontsFile) !== fonts) fs.writeFileSync(fontsFile, fonts)
  return {
    executablePath: path.join(browserDir, 'chromium'),
    env: {
      LD_LIBRARY_PATH: path.join(browserDir, 'al2023', 'lib'),
      FONTCONFIG_FILE: fontsFile,
    },
  }
}

/** In a process of its own, because the package unpacks to wherever TMPDIR pointed at its import. */
function unpackInPlace(version) {
  const draftDir = path.join(projectDir, 'node_modules', `.chrome-draft-${process.pid}`)
  fs.rmSync(draftDir, { recursive: true, force: true })
  fs.mkdirSync(draftDir)
  const { status, stderr } = spawnSync(process.execPath, [import.meta.filename, 'unpack'], {
    cwd: projectDir,
    env: { ...process.env, ...unpackEnv, TMPDIR: draftDir },
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`The test browser cannot be unpacked:\n${stderr}`)
  fs.chmodSync(path.join(draftDir, 'chromium'), 0o755)
  fs.writeFileSync(path.join(draftDir, 'version'), version)
  fs.rmSync(browserDir, { recursive: true, force: true })
  fs.renameSync(draftDir, browserDir)
}

async function unpack() {
  const { default: chromium } = await import('@sparticuz/chromium')
  await chromium.executablePath()
}

/** Without a font Chromium dies; with ours the pictures look the same on every machine. */
function fontConfiguration() {
  const require = createRequire(import.meta.url)
  const inter = path.dirname(require.resolve('@expo-google-fonts/inter/package.json'))
  const dirs = [inter, path.join(browserDir, 'fonts')]
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${dirs.map((dir) => `  <dir>${escapeXml(dir)}</dir>`).join('\n')}
  <cachedir>${escapeXml(path.join(os.tmpdir(), `hourbook-fonts-${os.userInfo().uid}`))}</cachedir>
  <alias><family>sans-serif</family><prefer><family>Inter</family></prefer></alias>
  <alias><family>system-ui</family><prefer><family>Inter</family></prefer></alias>
</fontconfig>
`
}

function bundleVersion() {
  const entry = fileURLToPath(import.meta.resolve('@sparticuz/chromium'))
  const manifest = path.resolve(path.dirname(entry), '..', 'package.json')
  return JSON.parse(fs.readFileSync(manifest, 'utf8')).version
}

function readIfPresent(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined
}

function escapeXml(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

if (process.argv[1] === import.meta.filename) {
  if (process.argv[2] === 'unpack') await unpack()
  else console.log((await prepareChromium()).executablePath ?? "Playwright's own")
}
