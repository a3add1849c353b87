# syntax=docker/dockerfile:1
# One image for bot, worker and command line. It runs as a person without rights, and with --read-only: only /data and
# /tmp are written to, so give it volumes there (docs/install.md).

FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Without development tools; what runs scripts at installation is named in package.json (allowScripts).
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force

FROM node:24-bookworm-slim
ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /app
RUN groupadd --gid 10001 earpiece \
  && useradd --uid 10001 --gid earpiece --no-create-home --shell /usr/sbin/nologin earpiece \
  && install -d -o earpiece -g earpiece -m 0700 /data
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY bin ./bin
COPY src ./src
COPY appPackage ./appPackage
COPY sample ./sample
USER 10001:10001
VOLUME ["/data"]
EXPOSE 3978
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3978/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# No core dumps: the memory of this process holds what is said on live calls. `exec` leaves the process number 1.
ENTRYPOINT ["/bin/sh", "-c", "ulimit -c 0 && exec \"$@\"", "sh"]
# No npm in between: signals reach the process, which finishes turns under way.
CMD ["node", "src/main.ts"]
