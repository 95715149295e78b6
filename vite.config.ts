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
    chunkSizeWarningLimit: 700,
    // Fonts stay files, so that they are fetched once and never inlined.
    assetsInlineLimit: 0,
  },
})
