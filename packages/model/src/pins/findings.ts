// What is wrong with pins: files of no environment, entries that topology.ts has dropped, versions newer than what comes next.

import { catalogued } from '../component/catalogue/index.js';
import { downgradeFinding, downgrades } from '../component/version-findings.js';
import type { Place } from '../environment/places.js';
import { modelPath } from '../model-path.js';
import { shown, suggestion } from '../names.js';
import { checkSecret } from '../reference.js';
import type { Report } from '../report.js';
import type { AnyTopology } from '../topology.js';
import { type Entries, entriesOf, noEntries, type PinnedComponent } from './entries.js';
import { type Pins, pinsPath } from './pins.js';

interface Context {
  readonly topology: AnyTopology;
  readonly places: readonly Place[];
  readonly pins: Pins;
  /** The entries of topology.ts. */
  readonly shared: Entries;
  readonly report: Report;
}

export function pinFindings(context: Context): void {
  unknownEnvironments(context);
  if (context.topology.promotion === 'branches') return;
  for (const place of context.places) {
    if (place.order === 0) continue;
    orphans(place, context);
    pinnedSecrets(place, context);
  }
  olderThanPromoted(context);
}

function unknownEnvironments({ places, pins, report }: Context): void {
  const known = places.map(({ name }) => name);
  for (const name of [...pins.keys()].sort()) {
    if (known.includes(name)) {
      neverRead(name, places, report);
      continue;
    }
    report({
      code: 'pins-invalid',
      at: 'environments',
      message: `${pinsPath(name).replace(name, () => shown(name).slice(1, -1))} is of no environment.`,
      fix: `${suggestion(name, known)} Rename the file, or remove it.`,
    });
  }
}

function neverRead(name: string, places: readonly Place[], report: Report): void {
  if (places.find((place) => place.name === name)?.order !== 0) return;
  report({
    code: 'pins-invalid',
    at: modelPath('environments', name),
    message: `${pinsPath(name)} would never be read: ${name} comes first and runs what topology.ts says.`,
    fix: "Remove the file, or say which environment comes before: after: '…'.",
  });
}

function orphans({ name, after }: Place, { pins, shared, report }: Context): void {
  const gone = [...(pins.get(name) ?? noEntries).keys()].filter((key) => !shared.has(key));
  for (const key of gone)
    report({
      code: 'pin-orphaned',
      at: modelPath('environments', name),
      message: `${key} is gone from topology.ts and still pinned in ${name}.`,
      fix: `Let the removal pass: groundplan promote ${after} ${name} --only ${key}.`,
    });
}

function pinnedSecrets({ name }: Place, { topology, pins, report }: Context): void {
  for (const [component, entry] of entriesOf('components', pins.get(name) ?? noEntries)) {
    const { configuration } = entry as unknown as PinnedComponent;
    for (const [, secret] of catalogued(component)?.secrets?.(configuration ?? {}) ?? [])
      checkSecret(modelPath('environments', name), secret, topology.secrets, report);
  }
}

/** What has passed through the first environment may not go back behind a change of its APIs. */
function olderThanPromoted({ topology, places, pins, shared, report }: Context): void {
  for (const { name, order } of places) {
    if (order === 0) continue;
    for (const downgrade of downgrades(pins.get(name) ?? noEntries, shared))
      if (topology.components?.[downgrade.name as 'cilium'] !== undefined)
        report(downgradeFinding(downgrade, modelPath('components', downgrade.name, 'version'), name));
  }
}
