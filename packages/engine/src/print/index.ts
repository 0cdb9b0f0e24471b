// The printers: one format each, pure, same input same bytes.
export { type IniSection, type IniValue, printIni } from './ini.js';
export { printJson } from './json.js';
export { type KeyValue, keyValueLines, lines, type WriteIndented, type WriteLine } from './lines.js';
export { markdownCell } from './markdown-cell.js';
export { type NixSet, type NixValue, printNix } from './nix.js';
export { type NixExpression, nixPath } from './nix-text.js';
export { PrintError } from './print-error.js';
export { compileText } from './text.js';
export { printYaml, printYamlDocuments } from './yaml.js';
