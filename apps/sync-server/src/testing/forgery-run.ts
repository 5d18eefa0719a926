import { generateKeyPairSync, sign } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { batchContentType, deviceKeyProof, encodeBatch } from '@pingjia/shared';
import { ManualClock, SeededRandom } from '@pingjia/shared/testing';
import { exportPublicKey } from '../keys/ed25519.ts';
import { forgeries } from './forge-request.ts';
import { type DeviceCall, readAnswer, type SignedCall, type TestDevice } from './test-device.ts';
import { testEvaluation } from './test-evaluation.ts';
import { TestJournal } from './test-journal.ts';
import { testCredentials, testPlace, type TestServer, withServer } from './with-server.ts';

export interface ForgeryReport {
  readonly sent: number;
  /** What was taken or stored although it should not have been: empty unless something is wrong. */
  readonly accepted: readonly string[];
  /** Answers by code. */
  readonly refusals: ReadonlyMap<string, number>;
  /** Genuine requests between them that were taken, as they should be. */
  readonly genuine: number;
}

/** A genuine request after so many others. */
const genuineEvery = 50;
/** Longer than any nonce is good for, milliseconds. */
const staleAfter = 12 * 60_000;

/**
 * Sends `count` requests that must be refused, from a seed: changed on the way, signed by strangers, other devices and
 * revoked ones, or recorded and sent too late. Between them genuine ones, which must be taken.
 */
export function forgeryRun(count: number, seed: number): Promise<ForgeryReport> {
  const clock = new ManualClock();
  return withServer((server) => run(server, clock, count, new SeededRandom(seed)), { clock });
}

async function run(
  server: TestServer,
  clock: ManualClock,
  count: number,
  random: SeededRandom,
): Promise<ForgeryReport> {
  const [device, other, revoked] = [await server.enrolled(), await server.enrolled(), await server.enrolled()];
  const journal = new TestJournal(server.random);
  for (const each of [device, other, revoked]) await each.handshake();
  await server.api(`/api/v1/devices/${revoked.deviceId}/revocation`, {
    method: 'POST',
    headers: { authorization: `Bearer ${testCredentials.apiToken}` },
  });
  const accepted: string[] = [];
  const refusals = new Map<string, number>();
  const names = Object.keys(forgeries);
  let genuine = 0;
  let state = await snapshot(server);
  for (let n = 0; n < count; n += 1) {
    if (n % genuineEvery === 0) {
      journal.append({ type: 'evaluation', data: testEvaluation(server.random, testPlace) });
      genuine += (await device.push(journal.batch(device.deviceId))).code === null ? 1 : 0;
      state = await snapshot(server);
    }
    const call = pick(random, device, journal, server);
    const way = random.below(names.length + 4);
    const name =
      names[way] ?? ['a stranger', 'another device', 'a revoked device', 'too late'][way - names.length] ?? '';
    const forged = await forge(name, call, { device, other, revoked, clock, random });
    const answer = await send(forged);
    refusals.set(answer.code ?? 'taken', (refusals.get(answer.code ?? 'taken') ?? 0) + 1);
    if (answer.code === null) accepted.push(`${n}: ${name} at ${call.path}`);
    if (n % genuineEvery === genuineEvery - 1 && (await snapshot(server)) !== state)
      accepted.push(`${n}: something was stored`);
  }
  return { sent: count, accepted, refusals, genuine };
}

interface Cast {
  readonly device: TestDevice;
  readonly other: TestDevice;
  readonly revoked: TestDevice;
  readonly clock: ManualClock;
  readonly random: SeededRandom;
}

async function forge(
  name: string,
  call: DeviceCall,
  { device, other, revoked, clock, random }: Cast,
): Promise<SignedCall> {
  const change = forgeries[name];
  if (change !== undefined) return change(await device.signed(call), random);
  if (name === 'a stranger') return device.withKey(generateKeyPairSync('ed25519').privateKey).signed(call);
  if (name === 'another device')
    return other.signed({ ...call, keyId: random.below(2) === 0 ? device.deviceId : other.deviceId });
  if (name === 'a revoked device')
    return revoked.signed({ ...call, path: call.path.replace(device.deviceId, revoked.deviceId) });
  const recorded = await device.signed(call);
  clock.stepWall(staleAfter);
  return recorded;
}

/** A request that the server would take as it is. */
function pick(random: SeededRandom, device: TestDevice, journal: TestJournal, server: TestServer): DeviceCall {
  const json = (value: unknown) => Buffer.from(JSON.stringify(value));
  const next = journal.copy();
  next.append({ type: 'evaluation', data: testEvaluation(server.random, testPlace) });
  const { certificate } = device.enrollment;
  const epochs = [{ epoch: server.random.uuid(), tip: next.tip }];
  const clock = { boot: server.random.uuid(), wall: 1, mono: 1, exchange: null };
  const key = generateKeyPairSync('ed25519').privateKey;
  const publicKey = exportPublicKey(key);
  const proof = sign(null, Buffer.from(deviceKeyProof(device.deviceId, publicKey)), key).toString('base64url');
  const calls: readonly DeviceCall[] = [
    {
      path: device.path('batches'),
      body: gzipSync(encodeBatch(next.batch(device.deviceId))),
      contentType: batchContentType,
    },
    {
      path: device.path('handshake'),
      body: json({ software: 'forged', certificate, epochs, configurationVersion: null, clock }),
    },
    { path: device.path('hashes'), body: json({ epoch: journal.epoch, seqs: [1] }) },
    { path: device.path('key'), body: json({ publicKey, proof }) },
    { path: device.path('configuration'), method: 'GET' },
  ];
  return calls[random.below(calls.length)] ?? { path: '' };
}

async function send({ method, url, headers, body }: SignedCall) {
  const bare = method === 'GET';
  return readAnswer(await fetch(url, { method, headers, ...(bare ? {} : { body: new Uint8Array(body) }) }));
}

/** What a device can change on the server, as one text. */
async function snapshot(server: TestServer): Promise<string> {
  const tables = ['records', 'evaluations', 'epochs', 'epoch_claims', 'clock_observations', 'device_keys'];
  const counts = tables.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`).join(', ');
  const keys = `(SELECT string_agg(encode(public_key, 'hex') || coalesce(revoked_at::text, ''), ' ' ORDER BY device_id) FROM devices) AS keys`;
  return JSON.stringify(await server.query(`SELECT ${counts}, ${keys}`));
}
