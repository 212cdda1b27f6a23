import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { basemap } from './vite/basemap.ts';

// The two faces of the first screen start loading with the HTML, not after the style sheet.
function preloadFonts(): Plugin {
  return {
    name: 'preload-fonts',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) =>
        Object.keys(bundle ?? {})
          .filter((file) => /(young-serif-latin-400|hanken-grotesk-latin-wght)-normal.*\.woff2$/.test(file))
          .map((file) => ({
            tag: 'link',
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${file}`, crossorigin: true },
            injectTo: 'head' as const,
          })),
    },
  };
}

// The shell again under the name that the edge answers with 404. The page itself draws what has not been found.
function notFoundPage(): Plugin {
  return {
    name: 'not-found-page',
    apply: 'build',
    writeBundle: async ({ dir = '' }) => {
      const shell = await readFile(join(dir, 'index.html'), 'utf8');
      const page = shell
        .replace(/<!--about-->.*<!--\/about-->/s, '<title>Not found · Tattoo Artist Directory</title><meta name="robots" content="noindex">')
        .replace(/<!--text-->.*<!--\/text-->/s, '<h1>There is nothing at this address.</h1><p><a href="/">Search the artists</a></p>');
      await writeFile(join(dir, 'not-found.html'), page);
    },
  };
}

// React Router asks for two React features by name only if they are there, and Preact's do not exist.
const EXPECTED = new Set(['MODULE_LEVEL_DIRECTIVE', 'IMPORT_IS_UNDEFINED']);

export default defineConfig({
  plugins: [basemap(), preloadFonts(), notFoundPage()],
  resolve: {
    // React's API, Preact's weight: 21 kB gz with the router where react-dom alone is 60 (README.md says more).
    alias: [
      { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
      { find: /^react-dom$/, replacement: 'preact/compat' },
      { find: /^react\/jsx-(dev-)?runtime$/, replacement: 'preact/jsx-runtime' },
      // Its package.json always names the development build.
      { find: /^react-router$/, replacement: fileURLToPath(import.meta.resolve('react-router').replace('development', 'production')) },
      { find: /^react$/, replacement: 'preact/compat' },
    ],
  },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { onLog: (level, log, pass) => (EXPECTED.has(log.code ?? '') ? undefined : pass(level, log)) },
  },
});
