import { FaultError, uuidSchema } from '@pingjia/shared';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AppContext } from '../app-context.ts';
import { authenticateDevice } from '../domain/device-auth/authenticate-device.ts';
import { Contacts } from '../domain/devices/contact.ts';
import type { DeviceIdentity } from '../store/devices.ts';
import { keepRawBodies, rawBody } from './raw-body.ts';
import { unwrap } from './unwrap.ts';

export interface DeviceScope {
  /** The device that sent this request; only in handlers of the scope. */
  deviceOf(request: FastifyRequest): DeviceIdentity;
  /** Notes that the device was heard from. */
  heard(device: DeviceIdentity, software: string | null): Promise<void>;
}

/** Lets nothing of this scope's routes through, not even to validation, that its device did not sign. */
export function guardDevices(
  app: FastifyInstance,
  context: AppContext,
  mayReinstate: (request: FastifyRequest) => boolean,
): DeviceScope {
  const devices = new WeakMap<object, DeviceIdentity>();
  const contacts = new Contacts(context.store);
  keepRawBodies(app);
  app.addHook('preValidation', async (request) => {
    const { deviceId } = request.params as { readonly deviceId?: unknown };
    const id = uuidSchema.safeParse(deviceId);
    if (!id.success) throw new FaultError('DEVICE_UNKNOWN');
    const signed = {
      method: request.method,
      target: request.raw.url ?? '',
      headers: request.headers,
      body: rawBody(request),
    };
    devices.set(request, unwrap(await authenticateDevice(context, id.data, signed, mayReinstate(request))));
  });
  return {
    deviceOf(request) {
      const device = devices.get(request);
      if (device === undefined) throw new Error('a device route outside its scope');
      return device;
    },
    async heard({ deviceId }, software) {
      const returned = await contacts.note(deviceId, context.clock.wall(), software);
      if (returned) context.live.publish({ kind: 'device', deviceId });
    },
  };
}
