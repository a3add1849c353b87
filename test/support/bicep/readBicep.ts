import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Language, type Node, Parser } from 'web-tree-sitter';

const require = createRequire(import.meta.url);
let parser: Promise<Parser> | undefined;

/** One .bicep or .bicepparam file as far as its checks need it. */
export interface Bicep {
  path: string;
  text: string;
  /** What cannot be parsed, with its line. */
  syntax: string[];
  params: { name: string; isRequired: boolean; isSecure: boolean }[];
  /** Everything that has a name in this file. */
  declared: Set<string>;
  /** Names that expressions use. */
  used: Set<string>;
  resources: { symbol: string; type: string; text: string; isExisting: boolean }[];
  modules: { symbol: string; path: string; params: Map<string, string> }[];
  outputs: Set<string>;
  /** module.outputs.name */
  outputsUsed: { module: string; output: string }[];
  /** Files it loads, relative to itself. */
  loads: string[];
}

/** Reads one file with the grammar of tree-sitter. There is no Bicep compiler to ask in an npm package. */
export async function readBicep(path: string, text = readFileSync(path, 'utf8')): Promise<Bicep> {
  parser ??= openParser();
  // The grammar knows no parameter files: there a parameter is written as a variable is elsewhere.
  const source = path.endsWith('param')
    ? text.replaceAll(/^param (\w+) =/gm, 'var $1 =').replaceAll(/^using .*$/gm, '')
    : text;
  const tree = (await parser).parse(source);
  if (tree === null) throw new Error(`${path} was not parsed.`);
  const nodes = [...below(tree.rootNode)];
  const declarations = tree.rootNode.children.flatMap((node) => (node?.type.endsWith('_declaration') ? [node] : []));
  const named = (type: string): Node[] => declarations.filter((node) => node.type === `${type}_declaration`);
  const isParameters = path.endsWith('param');
  return {
    path,
    text,
    syntax: tree.rootNode.hasError ? nodes.filter(isFault).map((node) => `${path}:${node.startPosition.row + 1}`) : [],
    params: named(isParameters ? 'variable' : 'parameter').map((node) => ({
      name: nameOf(node),
      isRequired: !/^param\s+\w+\s+\w+(?:\[\])?\s*=/.test(node.text),
      isSecure: decoratorsOf(node).includes('@secure()'),
    })),
    declared: new Set([...declarations.map(nameOf), ...nodes.flatMap(loopNames)]),
    used: new Set(nodes.filter(isUse).map(({ text: name }) => name)),
    resources: named('resource').map((node) => ({
      symbol: nameOf(node),
      type:
        (node.children.find((child) => child?.type === 'string')?.text ?? '').replaceAll("'", '').split('@')[0] ?? '',
      text: node.text,
      isExisting: /@[\d-]+(?:preview)?' existing\b/.test(node.text),
    })),
    modules: named('module').map((node) => ({
      symbol: nameOf(node),
      path: (node.children.find((child) => child?.type === 'string')?.text ?? '').replaceAll("'", ''),
      params: paramsOf(node),
    })),
    outputs: new Set(named('output').map(nameOf)),
    outputsUsed: [...source.matchAll(/\b(\w+)!?\.outputs\.(\w+)/g)].map(([, module = '', output = '']) => ({
      module,
      output,
    })),
    loads: [...source.matchAll(/loadTextContent\('([^']+)'\)/g)].map(([, file = '']) => file),
  };
}

async function openParser(): Promise<Parser> {
  await Parser.init();
  const opened = new Parser();
  opened.setLanguage(await Language.load(require.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm')));
  return opened;
}

function* below(node: Node): Generator<Node> {
  yield node;
  for (const child of node.children) if (child !== null) yield* below(child);
}

function isFault(node: Node): boolean {
  return node.isError || node.isMissing;
}

function nameOf(node: Node): string {
  return node.children.find((child) => child?.type === 'identifier')?.text ?? '';
}

function decoratorsOf(node: Node): string {
  return node.previousSibling?.type === 'decorators' ? node.previousSibling.text : '';
}

function isUse(node: Node): boolean {
  if (node.type !== 'identifier' || node.parent === null) return false;
  const isFirst = node.parent.children.find((child) => child?.type === 'identifier')?.equals(node) === true;
  const isName = node.parent.type.endsWith('_declaration') || node.parent.type === 'object_property';
  return !(isName && isFirst) && node.parent.type !== 'decorator' && !isFunction(node);
}

function isFunction(node: Node): boolean {
  return node.parent?.type === 'call_expression' && node.parent.childForFieldName('function')?.equals(node) === true;
}

/** Names that hold inside a loop or a lambda only; taken for the whole file, which misses no more than shadowing. */
function loopNames(node: Node): string[] {
  if (node.type === 'loop_variable' || node.type === 'loop_enumerator') return [node.text];
  if (node.type === 'for_statement') return [node.childForFieldName('initializer')?.text ?? ''];
  if (node.type !== 'lambda_expression') return [];
  return (/^\(?([\w\s,]+)\)?\s*=>/.exec(node.text)?.[1] ?? '').split(',').map((name) => name.trim());
}

function paramsOf(module: Node): Map<string, string> {
  const block = [...below(module)].find((node) => node.type === 'object_property' && nameOf(node) === 'params');
  const properties = block?.children.find((child) => child?.type === 'object')?.children ?? [];
  return new Map(
    properties.flatMap((one) => (one?.type === 'object_property' ? [[nameOf(one), one.text] as const] : [])),
  );
}
