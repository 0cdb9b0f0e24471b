// Finds what the question is about: a line of a file, an address, a name, or a path of the topology.
import { explainLine, type GeneratedFile, type Generator, generate, type LineExplanation } from '@groundplan/engine';
import {
  type ModelPath,
  modelPath,
  pathSegments,
  type ResolvedAddress,
  type ResolvedTopology,
  suggestion,
} from '@groundplan/model';
import type { Project } from '../project.js';
import type { TopologyRead } from '../read-topology.js';
import type { Explained } from './explained.js';
import { type Facts, factsAbout, valueAt } from './facts.js';
import { findOrigins } from './origins.js';
import { type Pinned, pinAt, pinFacts, pinOf, pinOrigin, pinText } from './pinned.js';

export interface Question {
  readonly project: Project;
  readonly read: TopologyRead;
  readonly generators: readonly Generator[];
}

export type Answer = Explained | { readonly unknown: string };

export async function answer(what: string, question: Question): Promise<Answer> {
  const line = /^(.+):(\d+)(?::\d+)?$/.exec(what);
  if (line?.[1]?.includes('/'))
    return aboutLine({ path: line[1].replace(/^\.\//, ''), line: Number(line[2]) }, question);
  const { topology } = question.read;
  const address = machineWith(what.replace(/\/\d+$/, ''), topology);
  if (address) return aboutAddress(what, address, question);
  const path = namedPath(what, question.read);
  return path === undefined ? unknown(what, question.read) : aboutPath(what, path, question);
}

async function aboutLine(place: { path: string; line: number }, question: Question): Promise<Answer> {
  const { read, generators } = question;
  const pin = pinAt(place, question);
  if (pin) return aboutPin(place, pin, question);
  const found = explainLine(read.topology, generators, place);
  const what = `${place.path}:${place.line}`;
  if (!found) return { unknown: `No generator makes ${place.path}, or it has no line ${place.line} to explain.` };
  const { pins, stated } = decidedBy(found, question);
  return {
    what,
    summary: found.text.trim() === '' ? '(an empty line)' : found.text.trim(),
    facts: [
      ['made by', `the generator ${found.by}`],
      ...(found.paths.length === 0 ? ([['why', 'the same for every topology']] as const) : []),
      ...pins.map((one) => ['promoted', pinText(one)] as const),
    ],
    origins: [...pins.map((one) => pinOrigin(one, question)), ...(await findOrigins(stated, question))],
    usedBy: [],
  };
}

/** The pins among the deciding places, and the paths of topology.ts that decide the rest. */
function decidedBy({ places }: LineExplanation, question: Question) {
  const pins = new Map<string, Pinned>();
  const stated = new Set<ModelPath>();
  for (const { path, resolved } of places) {
    const pin = pinOf(resolved, question);
    if (pin) pins.set(`${pin.environment} ${pin.key}`, pin);
    else stated.add(path);
  }
  return { pins: [...pins.values()], stated: [...stated].sort() };
}

async function aboutPin(place: { path: string; line: number }, pin: Pinned, question: Question): Promise<Answer> {
  const { facts, path, isStated } = pinFacts(pin, question);
  const environment = modelPath('environments', pin.environment);
  const isOf = (from: ModelPath) => (file: GeneratedFile) => file.from.some((one) => one === from);
  return {
    what: `${place.path}:${place.line}`,
    summary: `the pin of ${pin.key} in ${pin.environment}`,
    facts,
    origins: isStated ? await findOrigins([path], question) : [],
    usedBy: allFiles(question)
      .filter((file) => isOf(path)(file) && isOf(environment)(file))
      .map((file) => file.path),
  };
}

interface MachineAddress {
  readonly machine: string;
  readonly network: string;
  readonly address: ResolvedAddress;
}

function machineWith(text: string, { hosts, devices }: ResolvedTopology): MachineAddress | undefined {
  for (const machine of [...Object.values(hosts), ...Object.values(devices)]) {
    for (const [network, address] of Object.entries(machine.addresses)) {
      if (address.ipv4 === text || address.ipv6 === text) return { machine: machine.name, network, address };
    }
  }
  return undefined;
}

async function aboutAddress(
  what: string,
  { machine, network, address }: MachineAddress,
  question: Question,
): Promise<Answer> {
  const stated =
    address.origin === 'stated' ? 'written in topology.ts' : 'chosen by name, kept in topology/addresses.lock.json';
  return {
    what,
    summary: `the address of ${machine} on ${network}`,
    facts: [
      ['ipv4', address.ipv4],
      ...(address.ipv6 === null ? [] : ([['ipv6', address.ipv6]] as const)),
      ['set by', stated],
      ...(address.macs.length === 0 ? [] : ([['reserved', `by DHCP for ${address.macs.join(', ')}`]] as const)),
    ],
    origins: await findOrigins([address.from], question),
    usedBy: linesWith(what, question),
  };
}

/** Files and lines that hold the text as a whole word. */
function linesWith(text: string, question: Question): string[] {
  const word = new RegExp(`(?<![\\w.:-])${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w:-]|\\.\\d)`);
  return allFiles(question).flatMap(({ path, text: content }) =>
    content.split('\n').flatMap((line, index) => (word.test(line) ? [`${path}:${index + 1}`] : [])),
  );
}

function allFiles({ read, generators, project }: Question): GeneratedFile[] {
  return [...generate(read.topology, generators, { source: project.source })]
    .filter((file) => !file.scaffold)
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

const sections = [
  'hosts',
  'networks',
  'devices',
  'wifi',
  'clusters',
  'environments',
  'secrets',
  'admins',
  'homes',
] as const;

/** What runs in clusters: declared in topology.ts, resolved in each environment. */
const releases = ['components', 'charts', 'apps'] as const;

/** The path of a name, or of a path that exists in the resolved topology or might in topology.ts. */
function namedPath(what: string, { topology, input }: TopologyRead): readonly (string | number)[] | undefined {
  const section = sections.find((one) => Object.hasOwn(topology[one], what));
  if (section) return [section, what];
  const release = releases.find((one) => valueAt(input, [one, what]) !== undefined);
  if (release) return [release, what];
  const named = ownerOfName(what, topology);
  if (named) return named;
  try {
    const segments = pathSegments(what);
    const [first, second] = segments;
    if (first === 'site' || (first === 'policy' && typeof second === 'number' && topology.policy[second]))
      return segments;
    if (releases.some((one) => one === first) && valueAt(input, segments) !== undefined) return segments;
    const known = sections.find((one) => one === first);
    return known && typeof second === 'string' && Object.hasOwn(topology[known], second) ? segments : undefined;
  } catch {
    return undefined;
  }
}

/** Whose DNS name it is: an app's in one of its environments, or a machine's. */
function ownerOfName(
  what: string,
  { environments, dns, hosts }: TopologyRead['topology'],
): readonly string[] | undefined {
  const apps = Object.values(environments).flatMap(({ apps }) => Object.values(apps));
  const app = apps.find(({ host }) => host === what);
  if (app) return ['apps', app.name];
  const record = dns.records.find(({ names }) => names.includes(what));
  if (!record) return undefined;
  if (record.machine.includes('.')) return pathSegments(record.from).map(String);
  return [Object.hasOwn(hosts, record.machine) ? 'hosts' : 'devices', record.machine];
}

function unknown(what: string, { topology, input }: TopologyRead): { unknown: string } {
  const names = [
    ...sections.flatMap((section) => Object.keys(topology[section])),
    ...releases.flatMap((section) => Object.keys(valueAt(input, [section]) ?? {})),
  ];
  return { unknown: `Nothing in the topology is called ${JSON.stringify(what)}. ${suggestion(what, names)}` };
}

async function aboutPath(what: string, path: readonly (string | number)[], question: Question): Promise<Answer> {
  const about: Facts = factsAbout(path, question.read);
  return {
    what,
    summary: about.summary,
    facts: about.facts,
    origins: await findOrigins([about.path], question),
    usedBy: filesFrom(path, question),
  };
}

/** Generated files that are made of this entry, by what they say themselves. */
function filesFrom(path: readonly (string | number)[], question: Question): string[] {
  const entry = path.slice(0, path[0] === 'site' ? 1 : 2).join('.');
  return allFiles(question)
    .filter((file) => file.from.some((from) => from === entry || from === path[0]))
    .map((file) => file.path);
}
