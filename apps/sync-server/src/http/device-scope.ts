import { FaultError, uuidSchema } from '@pingjia/shared';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AppContext } from '../app-context.ts';
import { authenticateDevice, authenticateHead } from '../domain/device-auth/authenticate-device.ts';
import type { DeviceHead } from '../domain/device-auth/signed-request.ts';
import { Contacts } from '../domain/devices/contact.ts';
import type { DeviceIdentity } from '../store/devices.ts';
import { keepRawBodies, rawBody } from './raw-body.ts';
import { unwrap } from './unwrap.ts';

/** Bytes that are held in memory for whoever sends them; for more the head of the request must prove its device. */
const strangersLimit = 64 * 1024;

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
  app.addHook('onRequest', async (request) => {
    // What a handshake may prove lies in its body; the framework's own limit holds for it.
    if (mayReinstate(request) || !isLarge(request)) return;
    unwrap(await authenticateHead(context, deviceIdOf(request), headOf(request)));
  });
  app.addHook('preValidation', async (request) => {
    const signed = { ...headOf(request), body: rawBody(request) };
    devices.set(request, unwrap(await authenticateDevice(context, deviceIdOf(request), signed, mayReinstate(request))));
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

function isLarge({ headers }: FastifyRequest): boolean {
  const length = headers['content-length'];
  return length === undefined ? headers['transfer-encoding'] !== undefined : Number(length) > strangersLimit;
}

function headOf({ method, raw, headers }: FastifyRequest): DeviceHead {
  return { method, target: raw.url ?? '', headers };
}

function deviceIdOf({ params }: FastifyRequest): string {
  const id = uuidSchema.safeParse((params as { readonly deviceId?: unknown }).deviceId);
  if (!id.success) throw new FaultError('DEVICE_UNKNOWN');
  return id.data;
}
