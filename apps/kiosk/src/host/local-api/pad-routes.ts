import { learningSteps, ok, parsePadAddress, type Result } from '@pingjia/shared';
import { z } from 'zod';
import type { Host } from '../host.ts';
import { withBody } from './with-body.ts';

const padSchema = z.object({ address: z.string().max(300) });
const stepSchema = z.object({ step: z.enum(learningSteps) });

/** Pads of this host: which there are, which belong to this device for good, and what their keys mean. */
export const padRoutes = {
  'GET /local/v1/pads': async (host: Host) => ok({ pads: host.pads.reports }),
  'POST /local/v1/pads': (host: Host, body: unknown) =>
    withBody(padSchema, body, (given) => withAddress(given.address, (address) => host.pads.add(address))),
  'DELETE /local/v1/pads': (host: Host, body: unknown) =>
    withBody(padSchema, body, (given) => withAddress(given.address, (address) => host.pads.remove(address))),
  'POST /local/v1/pads/{id}/learn': async (host: Host, _body: unknown, padId: string) => {
    const begun = host.pads.learn(padId, 'local-api');
    return begun.ok ? ok({ learning: host.pads.school.view() }) : begun;
  },
  'GET /local/v1/learn': async (host: Host) => ok({ learning: host.pads.school.view() }),
  'POST /local/v1/learn': (host: Host, body: unknown) =>
    withBody(stepSchema, body, async ({ step }) => {
      const taken = await host.pads.school.step(step);
      return taken.ok ? ok({ learning: host.pads.school.view() }) : taken;
    }),
} as const;

async function withAddress(
  text: string,
  then: (address: Parameters<Host['pads']['add']>[0]) => Promise<Result<void>>,
): Promise<Result<void>> {
  const address = parsePadAddress(text);
  return address.ok ? then(address.value) : address;
}
