import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const worker = 'service-worker'
const placeholder = '__SHELL__'

// The server serves dist/web. `npm run build:web -- --watch` rebuilds while the server runs.
export default defineConfig({
  root: 'src/web',
  plugins: [react(), listShellFiles()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    // One sheet: a page must not depend on which other page was opened before it.
    cssCodeSplit: false,
    chunkSizeWarningLimit: 700,
    // Fonts stay files, so that they are fetched once and never inlined.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { main: 'src/web/index.html', [worker]: 'src/web/service-worker.ts' },
      output: {
        // A worker keeps its address; everything else carries its hash.
        entryFileNames: ({ name }) => (name === worker ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
})

/** Tells the service worker which files make up this build, and names the build after them. */
function listShellFiles(): Plugin {
  return {
    name: 'hourbook-shell-files',
    apply: 'build',
    writeBundle({ dir }) {
      if (!dir) return
      const file = path.join(dir, `${worker}.js`)
      const own = readFileSync(file, 'utf8')
      const files = readdirSync(dir, { recursive: true, withFileTypes: true })
        .filter((each) => each.isFile() && !each.name.startsWith('.'))
        .map((each) => path.join(each.parentPath, each.name))
        .filter((each) => each !== file)
        .toSorted()
      const hash = createHash('sha256').update(own)
      for (const each of files) hash.update(each.slice(dir.length)).update(readFileSync(each))
      const shell = {
        version: hash.digest('hex').slice(0, 16),
        files: files.map((each) => each.slice(dir.length).replaceAll(path.sep, '/')),
      }
      if (!own.includes(placeholder)) this.error('The service worker has no place for its files')
      writeFileSync(file, own.replace(placeholder, JSON.stringify(shell)))
    },
  }
}
