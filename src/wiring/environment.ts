import { existsSync } from 'node:fs';
import process from 'node:process';

/** The environment with `.env` of the current folder read into it; what is set already wins. */
export function environment(): NodeJS.ProcessEnv {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}
