import type { Layout } from './layout.ts';
import { type Profile, type ProfileCommand, profileCommands, type TemplateSpec } from './profile-schema.ts';
import { parseHexTemplate, parseTextTemplate, type Template, type TemplateValues } from './template.ts';
import { createTextCoder, type TextCoder } from './text-coder.ts';
import type { Result } from '@pingjia/shared';

/** What a sound frame of a host commands; placeholders by name. */
export interface SpokenCommand {
  readonly command: ProfileCommand;
  readonly values: ReadonlyMap<string, number | string>;
}

export interface CommandCodec {
  has(command: ProfileCommand): boolean;
  /** Whether the command carries that value. */
  uses(command: ProfileCommand, value: keyof TemplateValues): boolean;
  /** The whole frame; null for what the profile cannot say. */
  encode(command: ProfileCommand, values: TemplateValues): Uint8Array | null;
  /** The other way round, as the pad hears it. */
  decode(frame: Uint8Array): SpokenCommand | null;
}

export function parseTemplate(spec: TemplateSpec, coder: TextCoder): Result<Template, string> {
  return 'hex' in spec ? parseHexTemplate(spec.hex, coder) : parseTextTemplate(spec.text, coder);
}

/** How a profile writes texts: nobody's name or notice may end a frame, or begin one. */
export function textCoderOf({ encoding }: Pick<Profile, 'encoding'>, { spec, header, end }: Layout): TextCoder {
  return createTextCoder(encoding, new Set(spec.kind === 'delimiter' ? [...header, ...end] : []));
}

/** Throws for a profile that was not checked. */
export function createCommandCodec(profile: Pick<Profile, 'commands' | 'encoding'>, layout: Layout): CommandCodec {
  const coder = textCoderOf(profile, layout);
  const templates = new Map<ProfileCommand, Template>();
  for (const command of profileCommands) {
    const spec = profile.commands[command];
    if (spec === undefined) continue;
    const template = parseTemplate(spec, coder);
    if (!template.ok) throw new Error(template.error);
    templates.set(command, template.value);
  }
  return {
    has: (command) => templates.has(command),
    uses: (command, value) => templates.get(command)?.uses.has(value) === true,
    encode(command, values) {
      const body = templates.get(command)?.render(values);
      return body == null ? null : layout.wrap(body);
    },
    decode(frame) {
      const body = layout.bodyOf(frame);
      for (const [command, template] of templates) {
        const values = template.match(body);
        if (values !== null) return { command, values };
      }
      return null;
    },
  };
}
