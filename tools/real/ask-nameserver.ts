// Starts a real nameserver with generated files in namespaces of its own and asks it questions.
import { isolated } from './namespaces.js';
import { requireTool, run, type Tool } from './run-tool.js';
import { type TempFile, withFiles } from './temp-folder.js';

export interface Nameserver {
  readonly tool: Tool;
  /** `%/` stands for the folder with the files, in them too. */
  readonly args: readonly string[];
  readonly files: readonly TempFile[];
  /** By interface, with length. */
  readonly addresses: { readonly [name: string]: readonly string[] };
}

export interface Asked {
  /** `name. TYPE value`, sorted, each once. */
  readonly answers: readonly string[];
  /** What the server said about itself. */
  readonly log: string;
}

/** The server has no other network than its own interfaces, so that every answer is its own. */
export async function ask(server: Nameserver, at: string, questions: readonly string[]): Promise<Asked> {
  const [ip, dig, program] = [requireTool('ip'), requireTool('dig'), requireTool(server.tool)];
  const files = [
    ...server.files,
    { name: 'interfaces.batch', content: `${interfaceLines(server).join('\n')}\n` },
    { name: 'questions', content: `${questions.join('\n')}\n` },
  ];
  return withFiles(files, async (folder) => {
    const own = server.args.map((argument) => argument.replaceAll('%/', `${folder}/`));
    const [unshare, args] = await isolated(['sh', '-c', script, 'sh', folder, ip, dig, at, program, ...own]);
    const { code, stdout, stderr } = await run(unshare, args);
    if (code !== 0) throw new Error(`${server.tool} did not answer:\n${stderr}`);
    return { answers: answersOf(stdout), log: stderr };
  });
}

const script = `
folder=$1 ip=$2 dig=$3 at=$4; shift 4
chmod 755 "$folder"
sed -i "s|%/|$folder/|g" "$folder"/*.conf
"$ip" -batch "$folder/interfaces.batch"
"$@" >&2 &
tries=0
until "$dig" +time=1 +tries=1 "@$at" localhost. A >/dev/null; do
  tries=$((tries + 1)); [ "$tries" -lt 50 ] || exit 1
  sleep 0.1
done
"$dig" +noall +comments +answer "@$at" -f "$folder/questions"
`;

function interfaceLines({ addresses }: Nameserver): string[] {
  return [
    'link set dev lo up',
    ...Object.entries(addresses).flatMap(([name, own], index) => [
      `link add name ${name} type veth peer name peer${index}`,
      `link set dev peer${index} up`,
      `link set dev ${name} up`,
      ...own.map((address) => `addr add ${address} dev ${name}${address.includes(':') ? ' nodad' : ''}`),
    ]),
  ];
}

function answersOf(text: string): string[] {
  const answers = text
    .split('\n')
    .flatMap((line) => /^([^;\s]\S*)\s+\d+\s+IN\s+(\S+)\s+(.*)$/.exec(line)?.slice(1).join(' ') ?? []);
  const refused = [...text.matchAll(/status: (?!NOERROR)(\w+)/g)].map(([, status]) => `status ${status}`);
  return [...new Set([...answers, ...refused])].sort();
}
