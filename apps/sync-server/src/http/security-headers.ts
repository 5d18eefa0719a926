import type { FastifyInstance } from 'fastify';

/** The console's component library writes style elements; scripts come from files only. */
const contentSecurityPolicy = [
  `default-src 'self'`,
  `style-src 'self' 'unsafe-inline'`,
  `img-src 'self' data: blob:`,
  `font-src 'self' data:`,
  `object-src 'none'`,
  `base-uri 'none'`,
  `form-action 'self'`,
  `frame-ancestors 'none'`,
].join('; ');

export const securityHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

export function addSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders);
    // What an API says is for who asked: neither a proxy nor the browser of a shared desk keeps it.
    if (request.raw.url?.startsWith('/api/v1/') === true) reply.header('cache-control', 'no-store');
  });
}
