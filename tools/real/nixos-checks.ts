// Checks of a NixOS host's modules: syntax, generated data, option names and types, and how all modules compose.
import { compose, type Folder } from './folder.js';
import { NixError, type NixModule, parseNix } from './nix.js';
import { count, type Verdict } from './outcome.js';

export async function checkSyntax({ root, files }: Folder): Promise<Verdict | undefined> {
  const nixFiles = files.filter((file) => file.endsWith('.nix'));
  if (nixFiles.length === 0) return undefined;
  return judge(count(nixFiles.length, 'file'), async () => {
    await parseNix(root, nixFiles);
    return [];
  });
}

/** Generated modules are data: each evaluates by itself, with every value forced. */
export async function checkGenerated({ root, generated }: Folder): Promise<Verdict | undefined> {
  if (generated.length === 0) return undefined;
  return judge(count(generated.length, 'module'), async () => {
    const { modules } = await compose(root, generated);
    return modules
      .filter((one) => one.function)
      .map(({ file }) => `${file} is a function; a generated module is plain data.`);
  });
}

/** Names and types of all options, and no value set in two ways. */
export async function checkOptions(folder: Folder): Promise<Verdict | undefined> {
  if (!folder.entry && folder.generated.length === 0) return undefined;
  const { report } = await folder.composition();
  return { detail: count(report.options, 'option'), problems: report.problems, notes: report.notes };
}

/** What the modules themselves say is wrong, as a build of the host would: their assertions, and their warnings as notes. */
export async function checkAssertions(folder: Folder): Promise<Verdict | undefined> {
  if (!folder.entry && folder.generated.length === 0) return undefined;
  const { config } = await folder.composition();
  const assertions = (config.assertions ?? []) as readonly Assertion[];
  return {
    detail: count(assertions.length, 'assertion'),
    problems: assertions.filter((one) => !one.assertion).map((one) => one.message),
    notes: (config.warnings ?? []) as readonly string[],
  };
}

interface Assertion {
  readonly assertion: boolean;
  readonly message: string;
}

/** configuration.nix reaches every generated module, and every import exists. */
export async function checkComposition(folder: Folder): Promise<Verdict | undefined> {
  const { entry } = folder;
  if (!entry) return undefined;
  return judge(entry, async () => {
    const { modules } = await folder.composition();
    const reached = new Set(modules.map(({ file }) => file));
    const unreached = folder.generated.filter((file) => !reached.has(file));
    return [
      ...modules.flatMap(importProblems),
      ...unreached.map((file) => `${file} is imported by nothing, so it has no effect.`),
    ];
  });
}

function importProblems({ file, missing, stray }: NixModule): string[] {
  return [
    ...missing.map((path) => `${file} imports ${path}, which does not exist.`),
    ...stray.map((name) => `${file} has \`${name}\` beside \`config\`; NixOS wants it inside.`),
  ];
}

/** Nix's own message is the problem when it gives up. */
async function judge(detail: string, work: () => Promise<string[]>): Promise<Verdict> {
  try {
    return { detail, problems: await work() };
  } catch (error) {
    if (error instanceof NixError) return { detail, problems: [error.message] };
    throw error;
  }
}
