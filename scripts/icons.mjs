// node scripts/icons.mjs: draws the icons of the installed app from favicon.svg, in the browser the tests use.
import './needs-node-24.mjs'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { prepareChromium } from './chromium.mjs'

const folder = path.resolve(import.meta.dirname, '../src/web/public')
const mark = readFileSync(path.join(folder, 'favicon.svg'), 'utf8')
// To the edge, with the mark in the inner circle that every shape of a launcher leaves: phones cut the corners themselves.
const whole = mark
  .replace('viewBox="0 0 32 32"', 'viewBox="-4 -4 40 40"')
  .replace('<rect width="32" height="32" rx="8"', '<rect x="-4" y="-4" width="40" height="40"')
const icons = [
  ['icon-192.png', 192, mark],
  ['icon-512.png', 512, mark],
  ['icon-maskable-512.png', 512, whole],
  ['apple-touch-icon.png', 180, whole],
]

const { executablePath, env } = await prepareChromium()
const browser = await chromium.launch({
  executablePath,
  chromiumSandbox: false,
  env: { ...process.env, ...env },
})
const page = await browser.newPage()
for (const [name, size, svg] of icons) {
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
  )
  await page.screenshot({ path: path.join(folder, name), omitBackground: true })
}
await browser.close()
