import {
  exportInfo,
  maxTransferBytes,
  nbd,
  type NbdRequest,
  optionBytes,
  optionReply,
  readRequest,
  reply,
  requestBytes,
} from './nbd-protocol.ts';
import type { VolatileDisk } from './volatile-disk.ts';

export interface NbdSession {
  /** Bytes of the client, cut anywhere. */
  receive(bytes: Buffer): void;
}

/** One client's conversation. What breaks the protocol ends it. */
export function createNbdSession(
  disk: VolatileDisk,
  client: { send(bytes: Buffer): void; hangUp(): void },
): NbdSession {
  let buffered: Buffer = Buffer.alloc(0);
  /** Takes what it can of the buffered bytes: how many, or 0 when more must come first. */
  let take: () => number = takeFlags;

  function hangUp(): void {
    take = () => 0;
    client.hangUp();
  }

  function takeFlags(): number {
    if (buffered.length < 4) return 0;
    take = takeOption;
    return 4;
  }

  function takeOption(): number {
    if (buffered.length < optionBytes) return 0;
    const option = buffered.readUInt32BE(8);
    const length = buffered.readUInt32BE(12);
    if (!buffered.subarray(0, 8).equals(nbd.optionMagic) || length > maxTransferBytes) return end();
    if (buffered.length < optionBytes + length) return 0;
    answerOption(option);
    return optionBytes + length;
  }

  function answerOption(option: number): void {
    if (option === nbd.options.go || option === nbd.options.info) {
      client.send(optionReply(option, nbd.replies.info, exportInfo(disk.size)));
      client.send(optionReply(option, nbd.replies.acknowledged));
      if (option === nbd.options.go) take = takeRequest;
    } else if (option === nbd.options.abort) {
      client.send(optionReply(option, nbd.replies.acknowledged));
      hangUp();
    } else {
      client.send(optionReply(option, nbd.replies.unsupported));
    }
  }

  function takeRequest(): number {
    if (buffered.length < requestBytes) return 0;
    const request = readRequest(buffered);
    if (request === null || request.length > maxTransferBytes) return end();
    const carried = request.command === nbd.commands.write ? request.length : 0;
    if (buffered.length < requestBytes + carried) return 0;
    serve(request, buffered.subarray(requestBytes, requestBytes + carried));
    return requestBytes + carried;
  }

  function serve({ command, flags, cookie, offset, length }: NbdRequest, data: Buffer): void {
    if (command === nbd.commands.disconnect) return hangUp();
    if (command === nbd.commands.flush) {
      disk.flush();
      return client.send(reply(cookie, 0));
    }
    if (offset + length > disk.size) return client.send(reply(cookie, nbd.invalid));
    if (command === nbd.commands.read) return client.send(reply(cookie, 0, disk.read(offset, length)));
    if (command !== nbd.commands.write) return client.send(reply(cookie, nbd.invalid));
    disk.write(offset, data);
    // More than was asked for: the disk has no flush of a part.
    if ((flags & nbd.forceUnitAccess) !== 0) disk.flush();
    client.send(reply(cookie, 0));
  }

  function end(): number {
    hangUp();
    return 0;
  }

  const greeting = Buffer.alloc(18);
  nbd.greeting.copy(greeting);
  greeting.writeUInt16BE(nbd.handshakeFlags, 16);
  client.send(greeting);

  return {
    receive(bytes) {
      buffered = buffered.length === 0 ? bytes : Buffer.concat([buffered, bytes]);
      for (let taken = take(); taken > 0; taken = take()) buffered = buffered.subarray(taken);
    },
  };
}
