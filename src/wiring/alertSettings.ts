import { z } from 'zod';

/** How alerts are raised and shown. */
export interface AlertSettings {
  mode: 'live' | 'shadow';
  /** How long nobody is told in shadow before supervisors are shown what there would have been. */
  shadowDays: number;
  escalateAfterMs: number;
  /** Holds {callId}; undefined where there is nothing to open. */
  controlUrl: string | undefined;
}

/** Settings of scam alerts from live calls. */
export const alertSettings = {
  ALERT_MODE: z
    .enum(['live', 'shadow'], 'must be live or shadow')
    .default('live')
    .describe('live tells supervisors of scam alerts; shadow only counts what would have been told.'),
  ALERT_SHADOW_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(90)
    .default(14)
    .describe('Days that reviews of alerts look back; in shadow, supervisors are shown the first review after them.'),
  ALERT_ESCALATE_SECONDS: z.coerce
    .number()
    .min(10)
    .max(86_400)
    .default(120)
    .describe('Seconds after which an alert that nobody takes up goes to the second channel.'),
  CALL_CONTROL_URL: z
    .string()
    .refine(isHttps, 'must be an https address without a user name')
    .refine((url) => url.includes('{callId}'), 'must hold {callId}')
    .optional()
    .describe('Address of a call in the dialler, with {callId} in it; alert cards link to it.'),
};

type Values = z.infer<z.ZodObject<typeof alertSettings>>;

/** How alerts are raised and shown, as the settings say. */
export function readAlerts(values: Values): AlertSettings {
  return {
    mode: values.ALERT_MODE,
    shadowDays: values.ALERT_SHADOW_DAYS,
    escalateAfterMs: values.ALERT_ESCALATE_SECONDS * 1000,
    controlUrl: values.CALL_CONTROL_URL,
  };
}

function isHttps(text: string): boolean {
  const url = URL.parse(text.replaceAll('{callId}', 'call'));
  return url?.protocol === 'https:' && url.username === '' && url.password === '';
}
