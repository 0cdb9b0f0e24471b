// References of components, charts and apps: every name in them must be declared.
import { zoneReference } from '../app/references.js';
import { childPath, type ModelPath, modelPath } from '../model-path.js';
import { own, shown, sortedKeys, suggestion } from '../names.js';
import type { PinnedComponent } from '../pins/entries.js';
import { checkReference, checkSecret } from '../reference.js';
import type { Report } from '../report.js';
import type { AnyTopology } from '../topology.js';
import { catalogued, componentNames } from './catalogue/index.js';

type Overridden = { readonly environments?: { readonly [environment: string]: object | undefined } };
type Components = { readonly [name: string]: (PinnedComponent & Overridden) | undefined };

export function releaseReferences(topology: AnyTopology, report: Report): void {
  componentReferences(topology, report);
  chartReferences(topology, report);
  sharedNames(topology, report);
  for (const name of sortedKeys(topology.apps)) appReferences(name, topology, report);
}

function componentReferences(topology: AnyTopology, report: Report): void {
  const components = (topology.components ?? {}) as Components;
  for (const name of sortedKeys(components)) {
    const at = modelPath('components', name);
    const entry = catalogued(name);
    if (!entry) {
      unknownComponent(at, name, report);
      continue;
    }
    const overrides = components[name]?.environments ?? {};
    environmentNames(at, overrides, topology, report);
    secretReferences(at, name, components[name] ?? {}, topology, report);
    for (const environment of sortedKeys(overrides))
      secretReferences(
        childPath(at, 'environments', environment),
        name,
        overrides[environment] ?? {},
        topology,
        report,
      );
  }
}

function unknownComponent(at: ModelPath, name: string, report: Report): void {
  report({
    code: 'component-unknown',
    at,
    message: `There is no component ${shown(name)}.`,
    fix: `${suggestion(name, componentNames)} Any other Helm chart goes under charts.`,
  });
}

function environmentNames(at: ModelPath, overrides: object, topology: AnyTopology, report: Report): void {
  for (const environment of sortedKeys(overrides as { [name: string]: unknown }))
    checkReference(
      { at: childPath(at, 'environments', environment), name: environment, kind: 'environment' },
      topology.environments,
      report,
    );
}

function secretReferences(
  at: ModelPath,
  name: string,
  configuration: object,
  topology: AnyTopology,
  report: Report,
): void {
  for (const [field, secret] of catalogued(name)?.secrets?.(configuration) ?? [])
    checkSecret(childPath(at, ...field.split('.')), secret, topology.secrets, report);
}

/** An API group is told from a name by its dot. */
export const isGroup = (need: string) => need.includes('.');

function chartReferences(topology: AnyTopology, report: Report): void {
  const declared = { ...topology.components, ...topology.charts };
  for (const name of sortedKeys(topology.charts)) {
    const at = modelPath('charts', name);
    environmentNames(at, topology.charts?.[name]?.environments ?? {}, topology, report);
    for (const [index, need] of (topology.charts?.[name]?.needs ?? []).entries())
      if (!isGroup(need))
        checkReference({ at: childPath(at, 'needs', index), name: need, kind: 'component or chart' }, declared, report);
  }
}

function appReferences(name: string, topology: AnyTopology, report: Report): void {
  const app = topology.apps?.[name];
  const at = modelPath('apps', name);
  const declared = { ...topology.components, ...topology.charts, ...topology.apps };
  for (const [index, zone] of (app?.from ?? []).entries())
    zoneReference(childPath(at, 'from', index), zone, topology, report);
  for (const [index, need] of (app?.needs ?? []).entries())
    checkReference(
      { at: childPath(at, 'needs', index), name: need, kind: 'component, chart or app' },
      declared,
      report,
    );
  for (const [index, secret] of (app?.secrets ?? []).entries())
    checkSecret(childPath(at, 'secrets', index), secret, topology.secrets, report);
  for (const [index, environment] of (app?.environments ?? []).entries())
    checkReference(
      { at: childPath(at, 'environments', index), name: environment, kind: 'environment' },
      topology.environments,
      report,
    );
}

/** What needs name must mean one thing: names of the catalogue are its own, and charts and apps share none. */
function sharedNames(topology: AnyTopology, report: Report): void {
  const taken = (section: string, name: string, other: string) =>
    report({
      code: 'name-duplicate',
      at: modelPath(section, name),
      message: `${name} is also the name of ${other}.`,
      fix: `Rename the entry under ${section}.`,
    });
  for (const section of ['charts', 'apps'] as const)
    for (const name of sortedKeys(topology[section] as { [name: string]: unknown } | undefined)) {
      if (catalogued(name)) taken(section, name, 'a component');
      else if (section === 'apps' && own(topology.charts, name)) taken(section, name, 'a chart');
    }
}
