import {
  err,
  fault,
  type HostMessage,
  hostMessageSchema,
  maxBridgeMessageBytes,
  ok,
  parseJson,
  type Result,
} from '@pingjia/shared';

/** Reads one message of the host. Errors: BRIDGE_MESSAGE_INVALID; the detail names the field, never its value. */
export function readHostMessage(text: string): Result<HostMessage> {
  // A character is at least one byte of UTF-8: whatever is longer in characters is too long in bytes.
  if (text.length > maxBridgeMessageBytes) return err(fault('BRIDGE_MESSAGE_INVALID', `${text.length} characters`));
  const json = parseJson(text);
  if (json === undefined) return err(fault('BRIDGE_MESSAGE_INVALID', 'not JSON'));
  const parsed = hostMessageSchema.safeParse(json);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  return err(fault('BRIDGE_MESSAGE_INVALID', `${issue?.path.join('.') ?? ''}: ${issue?.code ?? 'invalid'}`));
}
