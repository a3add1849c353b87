// Loaded into the Playground before its own code: it knows no setting for the address and would listen on all of them,
// in front of a bot without authentication.
import net from 'node:net';

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function listenLocally(...options) {
  const [port, ...rest] = options;
  const isPortAlone = typeof port === 'number' && typeof rest[0] !== 'string';
  return isPortAlone ? listen.call(this, port, '127.0.0.1', ...rest) : listen.apply(this, options);
};
