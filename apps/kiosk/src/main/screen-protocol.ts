import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol } from 'electron';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
};

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Must run before the app is ready. */
export function declareScreenProtocol(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'pingjia', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the files of `folder`, and nothing outside it, as pingjia://screen/. */
export function serveScreen(folder: string): void {
  protocol.handle('pingjia', async ({ url }) => {
    const path = normalize(decodeURIComponent(new URL(url).pathname)).replace(/^[/\\]+/, '');
    const file = join(folder, path === '' ? 'index.html' : path);
    const type = types[extname(file)];
    if (type === undefined || !file.startsWith(folder + sep)) return new Response(null, { status: 404 });
    try {
      const headers = { 'content-type': type, 'content-security-policy': policy, 'x-content-type-options': 'nosniff' };
      return new Response(new Uint8Array(await readFile(file)), { headers });
    } catch {
      return new Response(null, { status: 404 });
    }
  });
}
