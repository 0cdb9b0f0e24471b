// Linux namespaces for programs that would otherwise need root or touch the machine's own network.
import { MissingTool, requireTool, run } from './run-tool.js';

const flags = ['--user', '--map-root-user', '--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];

/** The command line that runs a command in new namespaces, where it is root and has no network; they end with it. */
export async function isolated(command: readonly string[]): Promise<[program: string, args: string[]]> {
  const unshare = requireTool('unshare');
  const { code, stderr } = await run(unshare, [...flags, 'true']);
  if (code !== 0) throw new MissingTool(`this machine does not allow user namespaces (${stderr.trim()})`);
  return [unshare, [...flags, ...command]];
}
