// The portable build: the whole app in one page that opens from a disk or a stick, without a host.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { POLICY } from './headers.mjs'

/** The one file of the build. */
const FILE = 'Waymark.html'
const WORKER = /\.worker\.ts\?worker&url$/

/**
 * Puts script, styles and picture into the page. Browsers load no modules and start no workers from a disk, so the script
 * is a plain one, and what workers do elsewhere is done in the page or left out.
 */
export function portable() {
  return {
    name: 'waymark:portable',
    apply: 'build',
    enforce: 'pre',
    config: () => ({
      publicDir: false,
      define: { Worker: 'undefined' },
      build: {
        cssCodeSplit: false,
        modulePreload: false,
        // Nothing asks where the script came from.
        rolldownOptions: { checks: { emptyImportMeta: false }, output: { format: 'iife', codeSplitting: false } },
      },
    }),
    resolveId: (id) => (WORKER.test(id) ? '\0waymark:no-worker' : undefined),
    load: (id) => (id === '\0waymark:no-worker' ? "export default ''" : undefined),
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const files = Object.values(bundle)
        const page = files.find(({ fileName }) => fileName === 'index.html')
        const script = inScript(files.find(({ type }) => type === 'chunk').code)
        const styles = String(files.find(({ fileName }) => fileName.endsWith('.css')).source)
        const icon = `data:image/svg+xml;base64,${readFileSync('public/icon.svg', 'base64')}`
        const rules = `<meta http-equiv="Content-Security-Policy" content="${policy(script, styles)}" />`
        const source = String(page.source)
          .replace(/\s*<(?:link|script)\b[^>]*>(?:<\/script>)?/g, '')
          .replace('<head>', () => `<head>\n    ${rules}`)
          .replace('</head>', () => `  <link rel="icon" href="${icon}" />\n    <style>${styles}</style>\n  </head>`)
          .replace('</body>', () => `<script>${script}</script>\n  </body>`)
        for (const { fileName } of files) delete bundle[fileName]
        this.emitFile({ type: 'asset', fileName: FILE, source })
      },
    },
  }
}

/** A script as it may stand in a page: what would end it early is written in another way that means the same. */
function inScript(code) {
  return code.trim().replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--')
}

/** The policy of the app; nothing but this script and these styles, which it knows by what is in them. */
function policy(script, styles) {
  const by = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  return POLICY.map((rule) => rule.replace("script-src 'self'", `script-src ${by(script)}`))
    .map((rule) => rule.replace("style-src 'self'", `style-src ${by(styles)}`))
    .filter((rule) => !/^(?:font|manifest|worker)-src /.test(rule))
    .map((rule) => rule.replace("img-src 'self'", 'img-src'))
    .join('; ')
}
