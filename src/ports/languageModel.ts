/** A JSON schema as servers take it: every object closed, every property required. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Something the model may ask for before it answers. */
export interface ModelTool {
  name: string;
  /** When to use it, in a sentence the model reads. */
  description: string;
  parameters: JsonSchema;
}

/** One use of a tool. */
export interface ToolCall {
  callId: string;
  tool: string;
  /** What the model gave, parsed; it may be anything at all. */
  input: unknown;
}

/** One line of what is said to a model. */
export type ModelMessage =
  | { role: 'person'; text: string }
  | { role: 'model'; toolCalls: readonly ToolCall[] }
  | { role: 'tool'; callId: string; text: string };

/** What is asked of a model. */
export interface ModelRequest {
  /** What holds whatever the messages say. */
  instructions: string;
  messages: readonly ModelMessage[];
  /** Left out: the model must answer now. */
  tools?: readonly ModelTool[];
  /** Form of the answer. */
  schema: { name: string; schema: JsonSchema };
  /** How long anybody waits: whether a busy model is worth waiting for depends on it. */
  withinMs: number;
}

/** What a reply cost. */
export interface Tokens {
  input: number;
  output: number;
}

/** Why there is no output although the model was asked: all of them expected, none worth asking again. */
export type NoOutput = 'filtered' | 'refused' | 'cut' | 'malformed';

/** What came back: an output, tools to use, or why there is neither. */
export interface ModelReply {
  /** Parsed JSON, claimed by the server to fit the schema; check it. */
  output?: unknown;
  toolCalls: readonly ToolCall[];
  none?: NoOutput;
  tokens: Tokens;
}

/** A large language model that may use tools and answers in a given form. It remembers nothing between requests. */
export interface LanguageModel {
  /** Names of the models or deployments, the preferred one first; for people. */
  readonly names: readonly string[];
  /** How many of them are left alone for a while, after faults. */
  leftAlone?(): number;
  /** Throws ModelUnavailable, and what the signal was aborted with. */
  complete(request: ModelRequest, signal: AbortSignal): Promise<ModelReply>;
}

/** No model answered, or none as it should. The message says what to check. */
export class ModelUnavailable extends Error {
  override name = 'ModelUnavailable';
  /** HTTP status of the last one asked, when there was an answer. */
  readonly status: number | undefined;
  constructor(message: string, options?: ErrorOptions & { status?: number | undefined }) {
    super(message, options);
    this.status = options?.status;
  }
}
