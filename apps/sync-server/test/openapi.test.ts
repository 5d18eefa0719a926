import { expect, test } from 'vitest';
import { z } from 'zod';
import { withServer } from '../src/testing/index.ts';

const documentSchema = z.object({
  paths: z.record(
    z.string(),
    z.record(z.string(), z.object({ summary: z.string(), responses: z.record(z.string(), z.unknown()) })),
  ),
});

/** `method /path` of every route but the document's own, from the tree that Fastify prints. */
function routesOf(tree: string): string[] {
  const parents: string[] = [];
  return tree
    .split('\n')
    .flatMap((line) => {
      const match = /^([│ ]*)[├└]── (\S+) \(([A-Z, ]+)\)$/.exec(line);
      if (match === null) return [];
      const [, indent = '', part = '', methods = ''] = match;
      const depth = indent.length / 4;
      const path = `${parents[depth - 1] ?? ''}${part}`;
      parents[depth] = path;
      const named = path.replaceAll(/:(\w+)/g, '{$1}');
      return methods.split(', ').map((method) => `${method.toLowerCase()} ${named}`);
    })
    .filter((route) => !route.startsWith('head ') && !/ \/api\/(docs|openapi)/.test(route))
    .sort();
}

test('the document describes every route, each with its success and its failures', () =>
  withServer(async (server) => {
    const { paths } = documentSchema.parse((await server.api('/api/openapi.json')).body);
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(described.sort()).toEqual(routesOf(server.app.printRoutes({ commonPrefix: false })));
    for (const path of Object.values(paths)) {
      for (const { responses } of Object.values(path))
        expect(Object.keys(responses)).toEqual(expect.arrayContaining(['4XX', '5XX']));
    }
  }));

test('people read it at /api/docs', () =>
  withServer(async (server) => {
    const answer = await server.api('/api/docs/');
    expect(answer.headers.get('content-type')).toContain('text/html');
  }));
