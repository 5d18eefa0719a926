import { enrollmentRequestSchema, err, fault, ok } from '@pingjia/shared';
import { DeviceKey } from '../../src/host/provisioning/device-key.ts';
import type { HttpPort } from '../../src/host/sync/http-port.ts';

export const [first, second] = ['de000000-0000-4000-8000-000000000001', 'de000000-0000-4000-8000-000000000002'];
export const serverUrl = 'http://server.example';
export const code = 'AAAA-BBBB-CCCC-DDDD';
const serverKey = { keyId: 'server', publicKey: DeviceKey.generate().publicKey };
export const certificate = { statement: '{}', signature: 'x', keyId: 'server' };

/** A server whose codes enroll `device`; null: it refuses them. What it is asked for besides, it does not answer. */
export class EnrollingServer {
  device: string | null = first;
  /** As which device pads said that they had sent. */
  readonly former: (string | undefined)[] = [];
  readonly asked: string[] = [];

  http: HttpPort = async ({ url, body }) => {
    const path = new URL(url).pathname;
    if (path !== '/api/v1/enrollments') {
      this.asked.push(path);
      return err(fault('SERVER_UNREACHABLE'));
    }
    const request = enrollmentRequestSchema.parse(JSON.parse(Buffer.from(body ?? []).toString('utf8')));
    this.former.push(request.device);
    const { device } = this;
    const answer =
      device === null
        ? { error: { code: 'ENROLLMENT_CODE_INVALID', message: '', requestId: '1' } }
        : { device, certificate, serverKey };
    return ok({
      status: device === null ? 403 : 201,
      header: () => undefined,
      body: Buffer.from(JSON.stringify(answer)),
    });
  };
}
