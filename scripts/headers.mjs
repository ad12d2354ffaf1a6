// The headers that a host should send, and the files that make common hosts send them: all from the one policy.

/** The policy of the page, which forbids every connection. In the built page only: the development server needs more. */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types vue app-url',
]

/**
 * What the host says of every file. The service worker needs to fetch the app's own files, so the header lets it; the page
 * is bound by its own policy as well, which does not.
 */
export const HEADERS = {
  'Content-Security-Policy': [...POLICY, "connect-src 'self'", "frame-ancestors 'none'"].join('; '),
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(self), geolocation=(), microphone=(), payment=(), usb=()',
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=63072000',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
}

/** Names in assets/ change with what is in the file; everything else is asked for anew. */
const FRESH = 'no-cache'
const FOR_GOOD = 'public, max-age=31536000, immutable'

const lines = (line) => Object.entries(HEADERS).map(([name, value]) => line(name, value))

/** Configurations by the name of their file in dist/. */
export const HOSTS = {
  // Netlify, Cloudflare Pages. Rules for one path add up, so each path has one rule for its caching.
  _headers: ['/*', ...lines((name, value) => `  ${name}: ${value}`), '/assets/*', `  Cache-Control: ${FOR_GOOD}`]
    .concat(['/', '/index.html', '/sw.js'].flatMap((path) => [path, `  Cache-Control: ${FRESH}`]))
    .join('\n'),
  '.htaccess': [
    '# Apache, with mod_headers.',
    '<IfModule mod_headers.c>',
    ...lines((name, value) => `  Header always set ${name} "${value}"`),
    `  Header set Cache-Control "${FRESH}"`,
    '  <If "%{REQUEST_URI} =~ m#/assets/#">',
    `    Header set Cache-Control "${FOR_GOOD}"`,
    '  </If>',
    '</IfModule>',
    'AddType application/manifest+json .webmanifest',
  ].join('\n'),
  'hosting/nginx.conf': [
    '# nginx: include this inside the server or location block of the app.',
    ...lines((name, value) => `add_header ${name} "${value}" always;`),
    'set $caching "no-cache";',
    `if ($uri ~ "/assets/") { set $caching "${FOR_GOOD}"; }`,
    'add_header Cache-Control $caching;',
  ].join('\n'),
  'hosting/Caddyfile': [
    '# Caddy: import this inside the block of the site.',
    'header {',
    ...lines((name, value) => `\t${name} "${value}"`),
    '}',
    // A matcher that is written in its place has to begin with a slash, so these have names. “Not found” is kept by nobody.
    '@named {',
    '\tpath */assets/*',
    '\tfile',
    '}',
    '@fresh not path */assets/*',
    '@manifest path *.webmanifest',
    `header @named Cache-Control "${FOR_GOOD}"`,
    `header @fresh Cache-Control "${FRESH}"`,
    'header @manifest Content-Type application/manifest+json',
  ].join('\n'),
}
