import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withServer } from '../src/testing/index.ts';

const consoleDir = mkdtempSync(join(tmpdir(), 'pingjia-console-'));

beforeAll(() => {
  mkdirSync(join(consoleDir, 'assets'));
  writeFileSync(join(consoleDir, 'index.html'), '<title>console</title>');
  writeFileSync(join(consoleDir, 'assets', 'app-1234.js'), '1');
});
afterAll(() => rmSync(consoleDir, { recursive: true, force: true }));

test('the console and its own addresses are served; the API’s and missing files are not found', () =>
  withServer(
    async (server) => {
      const get = (path: string, accept = 'text/html') => server.api(path, { headers: { accept } });
      for (const path of ['/', '/evaluations/today']) {
        const { body, headers } = await get(path);
        expect(body).toBe('<title>console</title>');
        expect(headers.get('cache-control')).toBe('no-cache');
        expect(headers.get('content-security-policy')).toContain(`default-src 'self'`);
        expect(headers.get('x-content-type-options')).toBe('nosniff');
      }
      expect((await get('/assets/app-1234.js')).headers.get('cache-control')).toContain('immutable');
      for (const path of ['/api/v1/nothing', '/api/docs/nothing']) expect((await get(path)).code).toBe('NOT_FOUND');
      expect((await get('/assets/gone.js', '*/*')).code).toBe('NOT_FOUND');
      expect((await get('/..%2f..%2fetc/passwd', '*/*')).status).toBeGreaterThanOrEqual(400);
    },
    { consoleDir },
  ));
