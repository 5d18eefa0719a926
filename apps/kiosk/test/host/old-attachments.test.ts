import { ok } from '@pingjia/shared';
import { expect, test } from 'vitest';
import { Conversation } from '../../src/host/sync/conversation.ts';
import type { ServerLink } from '../../src/host/sync/server-link.ts';
import { withConversation } from './with-conversation.ts';

test('AT11: nothing old goes before the server has every record and lacks nothing that they name', () =>
  withConversation(async ({ server, options }) => {
    let lacked: readonly string[] | undefined = [];
    let allowed = 0;
    const handshake = async (request: Parameters<ServerLink['handshake']>[0]) => {
      const answer = await server.link.handshake(request);
      return answer.ok && lacked !== undefined ? ok({ ...answer.value, lacksAttachments: lacked }) : answer;
    };
    const attachments = Object.assign(Object.create(options.attachments), {
      letOldGo: async () => {
        allowed += 1;
      },
    });
    const link = { ...server.link, handshake } as ServerLink;
    const conversation = new Conversation({ ...options, link, attachments });
    await conversation.agree();
    await conversation.send(() => false);
    expect(allowed).toBe(0);
    lacked = ['one'];
    await conversation.agree();
    lacked = undefined;
    await conversation.agree();
    expect(allowed).toBe(0);
    lacked = [];
    server.held.clear();
    await conversation.agree();
    expect(allowed).toBe(0);
    await conversation.send(() => false);
    await conversation.agree();
    expect(allowed).toBe(1);
  }));
