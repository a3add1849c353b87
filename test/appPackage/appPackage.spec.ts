import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';
import { AppManifestUtils, type TeamsManifest } from '@microsoft/app-manifest';

const folder = fileURLToPath(new URL('../../appPackage/', import.meta.url));
const root = fileURLToPath(new URL('../../', import.meta.url));

describe('the app package', () => {
  it('has a manifest that is valid against its schema', async () => {
    const manifest = readManifest();

    const problems = await AppManifestUtils.validateAgainstSchema(manifest as unknown as TeamsManifest);

    assert.deepEqual(problems, []);
  });

  it('has an opaque colour icon of 192 by 192 pixels', () => {
    const icon = readPng('color.png');

    assert.deepEqual([icon.width, icon.height], [192, 192]);
    assert.ok(icon.pixels.every(({ alpha }) => alpha === 255));
  });

  it('has an outline icon of 32 by 32 pixels, white on transparent', () => {
    const icon = readPng('outline.png');

    const drawn = icon.pixels.filter(({ alpha }) => alpha > 0);
    assert.deepEqual([icon.width, icon.height], [32, 32]);
    assert.ok(drawn.length > 50 && drawn.length < 700);
    assert.ok(drawn.every(({ red, green, blue }) => red >= 250 && green >= 250 && blue >= 250));
  });

  it('takes every variable from an earlier step or the environment sample', () => {
    const written = new Set(['TEAMSFX_ENV', 'BOT_ID', 'BOT_TENANT_ID', 'BOT_DOMAIN', 'TEAMS_APP_ID']);
    const sample = readFileSync(`${root}env/.env.dev.sample`, 'utf8');
    for (const [, name] of sample.matchAll(/^(\w+)=/gm)) written.add(name!);

    const files = ['teamsapp.yml', 'appPackage/manifest.json', 'infra/azure.parameters.json'];
    const used = files.flatMap((file) => [...readFileSync(`${root}${file}`, 'utf8').matchAll(/\$\{\{(\w+)\}\}/g)]);

    assert.deepEqual(
      used.map(([, name]) => name).filter((name) => !written.has(name!)),
      [],
    );
  });
});

function readManifest(): object {
  const guid = '00000000-0000-4000-8000-000000000000';
  const text = readFileSync(`${folder}manifest.json`, 'utf8')
    .replaceAll('${{TEAMS_APP_ID}}', guid)
    .replaceAll('${{BOT_ID}}', guid)
    .replaceAll('${{AAD_APP_CLIENT_ID}}', guid)
    .replaceAll('${{BOT_DOMAIN}}', 'earpiece.contoso.example');
  return JSON.parse(text) as object;
}

interface Pixel {
  red: number;
  green: number;
  blue: number;
  alpha: number;
}

/** Reads an 8-bit RGB or RGBA PNG without interlacing (RFC 2083). */
function readPng(name: string): { width: number; height: number; pixels: Pixel[] } {
  const bytes = readFileSync(`${folder}${name}`);
  const width = bytes.readUInt32BE(16);
  const height = bytes.readUInt32BE(20);
  const channels = bytes[25] === 6 ? 4 : 3;
  const data: Buffer[] = [];
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  const rows = unfilter(inflateSync(Buffer.concat(data)), width * channels, height, channels);
  const pixels: Pixel[] = [];
  for (let at = 0; at < rows.length; at += channels) {
    const [red = 0, green = 0, blue = 0, alpha = 255] = rows.subarray(at, at + channels);
    pixels.push({ red, green, blue, alpha });
  }
  return { width, height, pixels };
}

function unfilter(raw: Buffer, stride: number, height: number, channels: number): Buffer {
  const out = Buffer.alloc(stride * height);
  for (let row = 0; row < height; row += 1) {
    const filter = raw[row * (stride + 1)];
    for (let column = 0; column < stride; column += 1) {
      const left = column >= channels ? out[row * stride + column - channels]! : 0;
      const up = row > 0 ? out[(row - 1) * stride + column]! : 0;
      const corner = row > 0 && column >= channels ? out[(row - 1) * stride + column - channels]! : 0;
      const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0;
      out[row * stride + column] = (raw[row * (stride + 1) + 1 + column]! + predicted) & 255;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const distances = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)] as const;
  if (distances[0] <= distances[1] && distances[0] <= distances[2]) return left;
  return distances[1] <= distances[2] ? up : corner;
}
