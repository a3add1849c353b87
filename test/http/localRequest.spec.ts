import assert from 'node:assert/strict';
import { isLocalRequest } from '../../src/http/localRequest.ts';

describe('a local request', () => {
  it('comes from a program or a page of this machine', () => {
    assert.ok(isLocalRequest({ host: '127.0.0.1:3978' }));
    assert.ok(isLocalRequest({ host: 'localhost:3978', origin: 'http://localhost:56150' }));
    assert.ok(isLocalRequest({ host: '[::1]:3978' }));
  });

  it('is not what a page from elsewhere sends through the browser of this machine', () => {
    assert.ok(!isLocalRequest({ host: 'evil.example:3978' }));
    assert.ok(!isLocalRequest({ host: '127.0.0.1:3978', origin: 'https://evil.example' }));
    assert.ok(!isLocalRequest({ host: '127.0.0.1:3978', origin: 'null' }));
    assert.ok(!isLocalRequest({ host: 'localhost.evil.example' }));
    assert.ok(!isLocalRequest({ host: 'localhost@evil.example' }));
    assert.ok(!isLocalRequest({}));
  });
});
