// Prints findings in SARIF 2.1.0, for code scanning: one run, no snippets of the source.
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
import { findingCodes } from '@groundplan/model';
import type { Place, RelatedPlace, ReportEntry } from './report-entry.js';

const codes = Object.keys(findingCodes);

export function sarifReport(entries: readonly ReportEntry[]): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'groundplan', rules: Object.entries(findingCodes).map(rule) } },
        columnKind: 'utf16CodeUnits',
        results: entries.map(result),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function rule([id, { severity, why }]: [string, { severity: string; why: string }]) {
  return { id, shortDescription: { text: why }, defaultConfiguration: { level: severity } };
}

function result(entry: ReportEntry) {
  const text = entry.fix === undefined ? entry.message : `${entry.message}\n${entry.fix}`;
  return {
    ruleId: entry.code,
    ruleIndex: codes.indexOf(entry.code),
    level: entry.severity,
    message: { text },
    locations: [location(entry)],
    ...(entry.related.length > 0 && { relatedLocations: entry.related.map(relatedLocation) }),
    // Keeps an alert the same one when lines move.
    partialFingerprints: { 'groundplanFinding/v1': `${entry.code}:${entry.at ?? entry.place?.file ?? ''}` },
  };
}

function relatedLocation(related: RelatedPlace, id: number) {
  return { id, ...location(related), ...(related.at && { message: { text: related.at } }) };
}

function location({ at, place }: RelatedPlace) {
  return {
    ...(place && { physicalLocation: physicalLocation(place) }),
    ...(at && { logicalLocations: [{ fullyQualifiedName: at }] }),
  };
}

function physicalLocation({ file, range }: Place) {
  const uri = file.split('/').map(encodeURIComponent).join('/');
  return { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, ...(range && { region: region(range) }) };
}

function region({ line, column, endLine, endColumn }: NonNullable<Place['range']>) {
  return { startLine: line, startColumn: column, endLine, endColumn };
}
