import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';

/** Describes every route from the schemas that check it: /api/openapi.json for machines, /api/docs for people. */
export async function addOpenApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Pingjia sync server',
        version: '1',
        description: 'Evaluations of government services (政务服务好差评).',
      },
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', description: 'API token' },
          session: { type: 'apiKey', in: 'cookie', name: 'pingjia_session', description: 'Console session' },
          device: {
            type: 'apiKey',
            in: 'header',
            name: 'signature',
            description: 'RFC 9421 message signature of an enrolled pad',
          },
        },
      },
    },
    transform: jsonSchemaTransform,
  });
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true });
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}
