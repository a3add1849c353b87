/** The part of npm `smpp` 0.5.1 that we use; it brings no types. */
declare module 'smpp' {
  import type { EventEmitter } from 'node:events';

  export interface Pdu {
    command: string;
    command_status: number;
    sequence_number: number;
    /** Of responses to submit_sm. */
    message_id?: string;
    esm_class?: number;
    source_addr?: string;
    short_message?: unknown;
    message_payload?: unknown;
    receipted_message_id?: unknown;
    message_state?: unknown;
    response(options?: object): Pdu;
  }

  export interface Session extends EventEmitter {
    /** False when the socket takes nothing any more. */
    send(pdu: Pdu): boolean;
    bind_transceiver(options: object, onResponse: (pdu: Pdu) => void): boolean;
    submit_sm(options: object, onResponse: (pdu: Pdu) => void): boolean;
    enquire_link(onResponse: (pdu: Pdu) => void): boolean;
    unbind(onResponse: (pdu: Pdu) => void): boolean;
    destroy(): void;
  }

  const smpp: {
    connect(options: { host: string; port: number; tls: boolean; servername?: string; minVersion?: string }): Session;
  };
  export default smpp;
}
