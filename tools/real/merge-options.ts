// Merges the definitions of several modules as NixOS does, and judges every option and value against the option table.
import { byKey, concat, type Definition, discharge, ofBestPriority, type Path } from './definition.js';
import { type Attrs, accepts, isAttrs, type NixType } from './nix-type.js';
import { conflict, notASet, unknownOption, wrongValue } from './option-message.js';
import { emptyNode, type OptionNode } from './option-table.js';

export interface MergeReport {
  readonly problems: string[];
  readonly notes: string[];
  /** How many options were set. */
  options: number;
}

type Values = readonly Definition[];

interface Place {
  readonly node: OptionNode;
  readonly path: Path;
  readonly report: MergeReport;
}

const anything: NixType = { t: 'anything' };
const emptyReport = (): MergeReport => ({ problems: [], notes: [], options: 0 });

/** Returns the merged configuration, of several values for one option the first, and what is wrong. */
export function mergeModules(table: OptionNode, definitions: Values): { config: Attrs; report: MergeReport } {
  const report = emptyReport();
  const config = mergeTree({ node: table, path: [], report }, definitions);
  return { config: isAttrs(config) ? config : {}, report };
}

/** The sets above the options. */
function mergeTree(place: Place, definitions: Values): unknown {
  const { node, path, report } = place;
  if (node.option) {
    report.options += 1;
    return mergeOption(place, node.option.type, definitions);
  }
  const values = definitions.flatMap(discharge);
  report.problems.push(...values.filter(({ value }) => !isAttrs(value)).map((one) => notASet(path, one)));
  return mergeKeys(values, (key, parts) => {
    const child = node.children.get(key);
    const inside = { ...place, node: child ?? node, path: [...path, key] };
    return child ? mergeTree(inside, parts) : reportUnknown(inside, parts);
  });
}

function mergeOption(place: Place, type: NixType, definitions: Values): unknown {
  const { path, report } = place;
  const values = ofBestPriority(definitions.flatMap(discharge));
  const wrong = values.filter(({ value }) => !accepts(type, value));
  report.problems.push(...wrong.map((one) => wrongValue(path, type, one)));
  return values.length === 0 || wrong.length > 0 ? values[0]?.value : mergeValues(place, type, values);
}

/** The values have the right outer form; their parts are merged, and so judged, in turn. */
function mergeValues(place: Place, type: NixType, values: Values): unknown {
  switch (type.t) {
    case 'attrsOf':
    case 'lazyAttrsOf':
      return mergeKeys(values, (key, parts) => mergeOption(below(place, key, '<name>'), type.of, parts));
    case 'submodule':
      return mergeKeys(values, (key, parts) => mergeSubmodule(place, type.free, key, parts));
    case 'listOf':
      return concat(values).map((one, index) => mergeOption(below(place, `${index}`, '*'), type.of, [one]));
    case 'nullOr':
      return values.some(({ value }) => value === null) ? equal(place, values) : mergeValues(place, type.of, values);
    case 'either':
      return mergeEither(place, type, values);
    case 'lines':
      return values.map(({ value }) => value).join('\n');
    case 'sepSpace':
      return values.map(({ value }) => value).join(' ');
    default:
      return mergeFree(place, type, values);
  }
}

function mergeEither(place: Place, type: NixType & { t: 'either' }, values: Values): unknown {
  const branch = [type.a, type.b].find((one) => values.every((value) => fits(place, one, value)));
  if (branch) return mergeValues(place, branch, values);
  place.report.problems.push(...values.map((one) => wrongValue(place.path, type, one)));
  return values[0]?.value;
}

/** Types that hold whatever they are given: sets merge, lists of settings concatenate, the rest must be equal. */
function mergeFree(place: Place, type: NixType, values: Values): unknown {
  if (['attrs', 'json', 'anything', 'iniSection'].includes(type.t) && values.every(({ value }) => isAttrs(value))) {
    const element: NixType = type.t === 'iniSection' ? { t: 'atomOrList' } : anything;
    return mergeKeys(values, (key, parts) => mergeOption(below(place, key, '<name>'), element, parts));
  }
  const isList =
    ['atomOrList', 'unitOption', 'json'].includes(type.t) && values.some(({ value }) => Array.isArray(value));
  return isList && values.length > 1 ? concat(values).map(({ value }) => value) : equal(place, values);
}

/** An option of the submodule, or a setting it takes freely; a submodule that the table does not open takes anything. */
function mergeSubmodule(place: Place, free: NixType | undefined, key: string, parts: Values): unknown {
  const node = place.node.children.get(key);
  const inside = { ...place, node: node ?? emptyNode(), path: [...place.path, key] };
  if (node) return mergeTree(inside, parts);
  if (free && 'of' in free) return mergeOption(inside, free.of, parts);
  if (free || place.node.children.size === 0) return mergeOption(inside, anything, parts);
  return reportUnknown(
    { ...inside, node: place.node },
    parts.map((one) => ({ ...one, strict: true })),
  );
}

function mergeKeys(values: Values, merge: (key: string, parts: Values) => unknown): Attrs {
  const merged = [...byKey(values)].map(([key, parts]) => [key, merge(key, parts)] as const);
  return Object.fromEntries(merged.filter(([, value]) => value !== undefined));
}

function below(place: Place, key: string, pattern: '<name>' | '*'): Place {
  return { ...place, node: place.node.children.get(pattern) ?? emptyNode(), path: [...place.path, key] };
}

/** Whether a value has a type all the way down. */
function fits(place: Place, type: NixType, value: Definition): boolean {
  const report = emptyReport();
  mergeOption({ ...place, report }, type, [value]);
  return report.problems.length === 0;
}

function equal({ path, report }: Place, values: Values): unknown {
  const [first] = values;
  const other = values.find(({ value }) => JSON.stringify(value) !== JSON.stringify(first?.value));
  if (first && other) report.problems.push(conflict(path, first, other));
  return first?.value;
}

function reportUnknown({ node, path, report }: Place, parts: Values): undefined {
  const { problem, note } = unknownOption(node, path, parts);
  if (problem) report.problems.push(problem);
  if (note) report.notes.push(note);
}
