import { createLayout, type Layout } from './layout.ts';
import { parseTemplate, textCoderOf } from './command-codec.ts';
import type { FramingSpec } from './framing-schema.ts';
import { fieldsOf } from './message.ts';
import { type MessageSpec, type Profile, type ProfileCommand, profileCommands } from './profile-schema.ts';
import { type Placeholder, placeholders, type TemplateValues } from './template.ts';
import { parseTextPattern, patternFields } from './text-pattern.ts';

/** What is wrong at a place of a profile, and what to write instead. */
export interface Finding {
  readonly path: readonly (string | number)[];
  readonly problem: string;
  readonly instead: string;
}

/** What no single field shows: parts of a profile that do not fit each other. */
export function checkProfile(profile: Profile): readonly Finding[] {
  return [
    ...checkFraming(profile.framing, ['framing']),
    ...(profile.sending === undefined ? [] : checkFraming(profile.sending, ['sending'])),
    ...profile.messages.flatMap((spec, index) => checkMessage(spec, ['messages', index], profile)),
    ...checkMeanings(profile),
    ...profileCommands.flatMap((name) => checkCommand(name, profile)),
  ];
}

type Path = readonly (string | number)[];

/** What is found at the keys of one place. */
function findingsAt(path: Path) {
  const findings: Finding[] = [];
  const add = (key: string, problem: string, instead: string): void =>
    void findings.push({ path: [...path, key], problem, instead });
  return { findings, add };
}

function checkFraming(spec: FramingSpec, path: Path): readonly Finding[] {
  const { findings, add } = findingsAt(path);
  if (spec.kind === 'fixed' && spec.size > 1 && spec.header === undefined && spec.checksum === undefined) {
    add('size', 'nothing tells where a frame begins', 'add header: "…" or a checksum, or a size of 1');
  }
  if (spec.kind === 'length' && spec.at < spec.header.length) {
    add('at', 'the length field lies in the header', `write ${spec.header.length} or more, or a shorter header`);
  }
  if (spec.checksum !== undefined) {
    const { max, checksum } = createLayout(spec);
    const at = checksum?.at ?? 0;
    const size = checksum?.size ?? 0;
    const outside = at < 0 ? at + size > 0 || -at > max : at + size > max;
    if (outside)
      add(
        'checksum',
        'the checksum lies outside the frame',
        'correct at: offsets count from 0, negative ones from the end',
      );
    if (spec.kind === 'delimiter' && at < 0 && at !== -size && -at < size + spec.end.length) {
      add(
        'checksum',
        'the checksum lies in the end bytes',
        `leave at out, or write at: ${-size} for a checksum after them`,
      );
    }
    const { from, to } = spec.checksum;
    if (to !== undefined && to >= 0 && to <= from)
      add('checksum', 'the checksum covers nothing', 'write a to that is larger than from');
  }
  return findings;
}

function checkMessage(spec: MessageSpec, path: Path, profile: Profile): readonly Finding[] {
  const { findings, add } = findingsAt(path);
  const { max, checksum } = createLayout(profile.framing);
  if (spec.match !== undefined) {
    const pattern = parseTextPattern(spec.match);
    if (!pattern.ok) add('match', 'the expression cannot be used', pattern.error);
    for (const name of patternFields) {
      if (spec[name] !== undefined)
        add(name, `${name} stands beside match`, `name a group of the expression (?<${name}>…) instead`);
    }
  } else if (spec.hex !== undefined) add('hex', 'hex is for groups of match', 'write as: hex at the field itself');
  for (const name of patternFields) {
    const field = spec[name];
    const last = field === undefined ? 0 : field.at + field.size;
    if (field !== undefined && last > max) {
      add(name, `${name} lies outside the longest frame of ${max} bytes`, 'correct at or size; offsets count from 0');
    }
    const sumAt =
      checksum === null ? -1 : profile.framing.kind === 'fixed' && checksum.at < 0 ? max + checksum.at : checksum.at;
    if (field !== undefined && checksum !== null && sumAt >= 0 && field.at < sumAt + checksum.size && last > sumAt) {
      add(name, `${name} overlaps the checksum`, 'correct at or size; offsets count from 0');
    }
  }
  if (spec.means === 'press' && !fieldsOf(spec).has('key')) {
    add('means', 'a press says which key', 'add key: { at: … }, or a group (?<key>…) to match');
  }
  if (profile.address !== undefined && spec.means === 'press' && !fieldsOf(spec).has('address')) {
    add(
      'means',
      'pads have addresses, but this press does not say whose it is',
      'add address: { at: … }, or leave the top-level address out',
    );
  }
  return findings;
}

function checkMeanings({ messages, commands, address }: Profile): readonly Finding[] {
  const findings: Finding[] = [];
  const means = new Set(messages.map((spec) => spec.means));
  if (!means.has('press'))
    findings.push({
      path: ['messages'],
      problem: 'no message means press',
      instead: 'add the frame that a key sends, with means: press',
    });
  if (commands.probe !== undefined && !means.has('alive')) {
    findings.push({
      path: ['commands', 'probe'],
      problem: 'nothing answers probe, so the pad would be taken for dead',
      instead: 'add the answer to messages with means: alive, or leave probe out',
    });
  }
  if (address !== undefined && !(address.least <= address.default && address.default <= address.most)) {
    findings.push({
      path: ['address', 'default'],
      problem: 'the default address is not from least to most',
      instead: `write a number from ${address.least} to ${address.most}`,
    });
  }
  const numbered = messages.filter((spec) => spec.means === 'press' && fieldsOf(spec).has('sequence')).length;
  const presses = messages.filter((spec) => spec.means === 'press').length;
  if (numbered > 0 && numbered < presses) {
    findings.push({
      path: ['messages'],
      problem: 'some presses have a sequence and some have none',
      instead: 'give all of them one, or none',
    });
  }
  return findings;
}

/** What each command may carry, beside the address. */
const carried: Readonly<Partial<Record<ProfileCommand, readonly Placeholder[]>>> = {
  arm: ['seconds'],
  led: ['key', 'mode'],
  say: ['phrase'],
  confirm: ['sequence', 'boot', 'key'],
  clock: ['year', 'yy', 'month', 'day', 'hour', 'minute', 'second'],
  staff: ['number', 'name'],
  ticket: ['number', 'service'],
  speak: ['text'],
  notice: ['text'],
};

function checkCommand(name: ProfileCommand, profile: Profile): readonly Finding[] {
  const spec = profile.commands[name];
  if (spec === undefined) return [];
  const path: Path = ['commands', name, 'hex' in spec ? 'hex' : 'text'];
  const layout = createLayout(profile.sending ?? profile.framing);
  const parsed = parseTemplate(spec, textCoderOf(profile, layout));
  if (!parsed.ok) return [{ path, problem: 'the template cannot be read', instead: parsed.error }];
  const known: readonly Placeholder[] = [
    ...(carried[name] ?? []),
    ...(profile.address === undefined ? [] : ['address' as const]),
  ];
  const findings: Finding[] = [];
  for (const placeholder of placeholders) {
    if (!parsed.value.uses.has(placeholder) || known.includes(placeholder)) continue;
    const instead =
      placeholder === 'address'
        ? 'add address: { default: 1 } to the profile, or leave {address} out'
        : known.length === 0
          ? `leave {${placeholder}} out`
          : `use ${known.map((one) => `{${one}}`).join(', ')}`;
    findings.push({ path, problem: `${name} has no {${placeholder}}`, instead });
  }
  if (parsed.value.uses.has('phrase') && Object.keys(profile.phrases).length === 0) {
    findings.push({ path, problem: 'no phrase has a value', instead: 'add phrases: { thanks: 1 } to the profile' });
  }
  if (parsed.value.uses.has('mode') && Object.keys(profile.modes).length === 0) {
    findings.push({ path, problem: 'no mode has a value', instead: 'add modes: { off: 0, on: 1 } to the profile' });
  }
  if (findings.length === 0) findings.push(...checkSize(parsed.value.render(sampleOf(profile)), layout, path));
  return findings;
}

function checkSize(body: Uint8Array | null, layout: Layout, path: Path): readonly Finding[] {
  if (body === null)
    return [
      {
        path,
        problem: 'a value does not fit its place',
        instead: 'give the placeholder more bytes or digits, such as {seconds:2}',
      },
    ];
  if (layout.wrap(body) !== null) return [];
  const empty = layout.wrap(new Uint8Array())?.length ?? 0;
  const instead =
    layout.spec.kind === 'fixed'
      ? `frames have ${layout.max} bytes, header and checksum included; write as many as are left, or describe what is sent under sending`
      : `the longest frame has ${layout.max} bytes, ${empty} of them around the command; shorten it`;
  return [{ path, problem: `the command of ${body.length} bytes makes no frame`, instead }];
}

/** Fills any place for a text. */
const longest = 'x'.repeat(999);

function sampleOf({ address, phrases, modes }: Profile): TemplateValues {
  return {
    address: address?.most ?? 1,
    key: 1,
    seconds: 30,
    sequence: 0,
    boot: '0000',
    phrase: Object.values(phrases)[0] ?? 0,
    mode: Object.values(modes)[0] ?? 0,
    text: longest,
    number: longest,
    name: longest,
    service: longest,
    year: 2026,
    yy: 26,
    month: 1,
    day: 1,
    hour: 0,
    minute: 0,
    second: 0,
  };
}
