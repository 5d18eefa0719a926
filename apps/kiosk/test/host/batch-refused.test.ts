import { generateKeyPairSync, sign } from 'node:crypto';
import {
  type Batch,
  err,
  fault,
  type Hash,
  type HandshakeRequest,
  type HandshakeResponse,
  ok,
  type Position,
  type SignedStatement,
} from '@pingjia/shared';
import { expect, test } from 'vitest';
import type { AttachmentSender } from '../../src/host/attachments/attachment-sender.ts';
import { nodeFileSystem } from '../../src/host/journal/node-file-system.ts';
import { nodeSha256 } from '../../src/host/platform/node-platform.ts';
import { DeviceKey } from '../../src/host/provisioning/device-key.ts';
import { SealingKeyStore } from '../../src/host/provisioning/sealing-key-store.ts';
import { CarriedRecords } from '../../src/host/sync/carried-records.ts';
import { Conversation } from '../../src/host/sync/conversation.ts';
import { Credentials } from '../../src/host/sync/credentials.ts';
import { ReceiptStore } from '../../src/host/sync/receipts.ts';
import type { ServerLink } from '../../src/host/sync/server-link.ts';
import { type JournalBench, withJournal } from './with-journal.ts';

const device = '11111111-2222-4333-8444-555555555555';
const serverKeys = generateKeyPairSync('ed25519');
const serverKey = {
  keyId: 'server',
  publicKey: serverKeys.publicKey.export({ format: 'jwk' }).x ?? '',
};

function sealed(value: unknown): SignedStatement {
  const statement = JSON.stringify(value);
  const signature = sign(null, Buffer.from(statement), serverKeys.privateKey).toString('base64url');
  return { statement, signature, keyId: serverKey.keyId };
}

const nothingAttached = { noteLacked: () => undefined, send: async () => ok() } as unknown as AttachmentSender;

/** Refuses for ever what `verdict` names, takes anything else, and asks again for what it lacks. */
class StubbornServer {
  readonly taken: Batch[] = [];
  readonly held = new Map<string, Position>();
  readonly missing: { from: number; to: number }[] = [];
  verdict: (batch: Batch) => 'BATCH_CHAIN_BROKEN' | 'BATCH_TOO_LARGE' | 'EPOCH_FORKED' | null = () => null;

  get link(): ServerLink {
    return {
      handshake: async ({ epochs }: HandshakeRequest) => {
        const heads: HandshakeResponse['heads'] = epochs.map(({ epoch }) => {
          const watermark = this.held.get(epoch);
          const receipt = watermark === undefined ? null : sealed({ device, epoch, watermark });
          return { epoch, receipt, hashAtTip: null, missing: this.missing };
        });
        return ok({ heads, configurationVersion: 'none' });
      },
      hashAt: async (epoch: string, seq: number) => ok(this.#hashAt(epoch, seq)),
      push: async (batch: Batch) => {
        const refusal = this.verdict(batch);
        if (refusal !== null) return err(fault(refusal));
        this.taken.push(batch);
        const { epoch, to, tip } = batch.header;
        const watermark = this.held.get(epoch);
        if (watermark === undefined || to > watermark.seq) this.held.set(epoch, { seq: to, hash: tip });
        return ok({ receipt: sealed({ device, epoch, watermark: this.held.get(epoch) }), quarantined: [] });
      },
    } as unknown as ServerLink;
  }

  #hashAt(epoch: string, seq: number): Hash | null {
    const batch = this.taken.find(({ header }) => header.epoch === epoch && header.from <= seq && seq <= header.to);
    const item = batch?.items[seq - batch.header.from];
    return item?.kind === 'record' ? nodeSha256(item.bytes) : null;
  }
}

async function withConversation(
  run: (parts: {
    server: StubbornServer;
    conversation: Conversation;
    bench: JournalBench;
    epoch: string;
  }) => Promise<void>,
): Promise<void> {
  await withJournal(async (bench) => {
    const journal = await bench.open();
    for (let n = 0; n < 40; n += 1) await journal.append([{ type: 'host-stopped', data: { reason: 'requested' } }]);
    const server = new StubbornServer();
    const key = DeviceKey.generate();
    const enrollment = { device, certificate: sealed({}), serverKey };
    const identity = { serverUrl: 'http://server', key, enrollment, nextKey: null };
    const conversation = new Conversation({
      journal,
      link: server.link,
      credentials: new Credentials(identity, async () => undefined),
      receipts: new ReceiptStore(nodeFileSystem, bench.folder),
      sealing: new SealingKeyStore(nodeFileSystem, bench.folder),
      attachments: nothingAttached,
      carried: new CarriedRecords(),
      clock: bench.clock,
      boot: '6c5f1fd2-0000-4000-8000-000000000002',
      software: 'test',
      configurationVersion: () => null,
      onConfiguration: async () => undefined,
      onStatus: () => undefined,
    });
    await run({ server, conversation, bench, epoch: journal.current.epoch });
  });
}

const holds = (seq: number, { header, items }: Batch) =>
  items[seq - header.from]?.kind === 'record' && header.from <= seq && seq <= header.to;

test('SY57: a record that is refused in every batch is sent as a placeholder, all others as they are', () =>
  withConversation(async ({ server, conversation, epoch }) => {
    server.verdict = (batch) => (holds(17, batch) ? 'BATCH_CHAIN_BROKEN' : null);
    expect((await conversation.agree()).ok).toBe(true);
    expect((await conversation.send(() => false)).ok).toBe(true);
    expect(conversation.unsent).toBe(0);
    const kinds = server.taken.flatMap(({ items }) => items.map(({ kind }) => kind));
    expect(kinds.filter((kind) => kind === 'placeholder').length).toBe(1);
    expect(kinds[16]).toBe('placeholder');
    expect(server.held.get(epoch)?.seq).toBe(41);
    // Batches grow again behind it.
    expect(server.taken.at(-1)?.items.length).toBeGreaterThan(1);
  }));

test('SY49 SY57: what the server lacks is sent again once; that it is refused again holds up nothing', () =>
  withConversation(async ({ server, conversation }) => {
    let asked = 0;
    server.verdict = (batch) => {
      if (!holds(17, batch)) return null;
      asked += 1;
      return 'BATCH_CHAIN_BROKEN';
    };
    await conversation.agree();
    await conversation.send(() => false);
    server.missing.push({ from: 17, to: 17 }, { from: 5, to: 6 });
    const before = { asked, taken: server.taken.length };
    for (let heartbeat = 0; heartbeat < 3; heartbeat += 1) expect((await conversation.agree()).ok).toBe(true);
    expect(asked).toBe(before.asked + 1);
    expect(server.taken.slice(before.taken).map(({ header: { from, to } }) => [from, to])).toEqual([[5, 6]]);
  }));

test('SY57: a server that calls the epoch forked although both agree gets the rest in a new epoch', () =>
  withConversation(async ({ server, conversation, epoch }) => {
    server.verdict = (batch) => (batch.header.epoch === epoch && batch.header.to > 10 ? 'BATCH_TOO_LARGE' : null);
    await conversation.agree();
    await conversation.send(() => server.held.get(epoch)?.seq === 10);
    expect(server.held.get(epoch)?.seq).toBe(10);
    server.verdict = (batch) => (batch.header.epoch === epoch ? 'EPOCH_FORKED' : null);
    expect(await conversation.send(() => false)).toMatchObject({ ok: false, error: { code: 'EPOCH_FORKED' } });
    expect((await conversation.agree()).ok).toBe(true);
    expect((await conversation.send(() => false)).ok).toBe(true);
    expect(conversation.unsent).toBe(0);
    const carried = server.taken
      .filter(({ header }) => header.epoch !== epoch)
      .flatMap(({ items }) => items)
      .filter((item) => item.kind === 'record' && Buffer.from(item.bytes).includes('"type":"record-carried"'));
    expect(carried.length).toBe(31);
  }));
