import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// The server serves dist/web. `npm run build:web -- --watch` rebuilds while the server runs.
export default defineConfig({
  root: 'src/web',
  plugins: [react()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    // One sheet: a page must not depend on which other page was opened before it.
    cssCodeSplit: false,
    chunkSizeWarningLimit: 700,
    // Fonts stay files, so that they are fetched once and never inlined.
    assetsInlineLimit: 0,
  },
})
