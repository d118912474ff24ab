import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';
import { recordPackages } from './build/bundled-packages.mjs';

// Lowest runtime the build must run on: the fallback Electron that npm-only networks get (see build/electron-runtime.mjs).
// Everything newer runs it as well.
const NODE_TARGET = 'node20.18';
const CHROMIUM_TARGET = 'chrome130';

export default defineConfig({
  main: {
    plugins: [recordPackages('main')],
    build: { target: NODE_TARGET, externalizeDeps: false, sourcemap: true },
  },
  preload: {
    plugins: [recordPackages('preload')],
    build: {
      target: NODE_TARGET,
      externalizeDeps: false,
      // A sandboxed preload script must be one CommonJS file.
      rolldownOptions: { output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    // bits-ui ships Svelte sources: without this, runes in node_modules would follow the app's own setting, which it also needs.
    plugins: [svelte(), recordPackages('window')],
    // The worker is a module like the rest of the window.
    worker: { format: 'es', plugins: () => [recordPackages('worker')] },
    build: { target: CHROMIUM_TARGET, sourcemap: true, assetsInlineLimit: 0, minify: true },
  },
});
