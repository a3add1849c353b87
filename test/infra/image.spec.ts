import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = new URL('../../', import.meta.url).pathname;
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
const stages = dockerfile.split(/^FROM /m).slice(1);
const final = stages.at(-1)!;

describe('the image', () => {
  it('is built in two stages, on the Node that Earpiece needs', () => {
    const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { engines: { node: string } };

    const versions = stages.map((stage) => Number(/^node:(\d+)/.exec(stage)![1]));

    assert.equal(stages.length, 2);
    assert.deepEqual(versions, [Number(/\d+/.exec(engines.node)![0]), versions[0]]);
  });

  it('runs as nobody special and starts an entry that exists', () => {
    const [, entry] = /^CMD \["node", "([^"]+)"\]$/m.exec(final)!;

    assert.match(final, /^USER 10001:10001$/m);
    assert.ok(final.indexOf('USER 10001') > final.lastIndexOf('COPY'));
    assert.ok(existsSync(join(root, entry!)));
  });

  it('dumps no memory when it crashes, and hands signals to what it starts', () => {
    const [, line = '[]'] = /^ENTRYPOINT (.*)$/m.exec(final)!;
    const [shell = '', ...args] = JSON.parse(line) as string[];

    const limit = execFileSync(shell, [...args, 'sh', '-c', 'ulimit -c; ulimit -H -c'], { encoding: 'utf8' });

    assert.equal(limit, '0\n0\n');
    assert.match(line, /exec/);
  });

  it('copies what is there, and lets it into the build', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.*) \S+$/gm)].flatMap(([, files]) => files!.split(' '));
    const allowed = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n');

    assert.deepEqual(
      copied.filter((file) => !existsSync(join(root, file))),
      [],
    );
    assert.deepEqual(
      copied.filter((file) => !allowed.includes(`!${file}`)),
      [],
    );
  });

  it('holds no secret and no development tool', () => {
    assert.doesNotMatch(dockerfile, /(?:ARG|ENV) .*(?:KEY|SECRET|PASSWORD|TOKEN)/);
    assert.match(stages[0]!, /npm ci --omit=dev/);
  });
});
